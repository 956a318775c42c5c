using System.CommandLine;

namespace Kiosk.CommandLine;

/// <summary>All verbs of one program, and its name as people type it: the library knows only the file that was started.</summary>
internal sealed class ProgramCommand(string program, string description) : RootCommand(description)
{
    public string Program => program;
}
