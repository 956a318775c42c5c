using System.CommandLine;
using System.CommandLine.Parsing;

namespace Kiosk.CommandLine;

/// <summary>All verbs of one program, with its name as people type it: the library knows only the file that was started.</summary>
/// <param name="examplesOf">The examples of a verb such as <c>sync now</c>, or of the program itself where that is empty; null if each description carries its own (<see cref="DeskHelp"/>).</param>
internal sealed class ProgramCommand(string program, string description, Func<string, IReadOnlyList<string>>? examplesOf = null) : RootCommand(description)
{
    /// <summary>The verb as people type it, such as <c>kiosk sync now</c>.</summary>
    internal static string CallOf(CommandResult command) => $"{RootOf(command).Program} {NameOf(command)}".TrimEnd();

    internal static IReadOnlyList<string> ExamplesOf(CommandResult command) =>
        RootOf(command).Examples is { } known ? known(NameOf(command))
        : DeskHelp.ExampleIn(command.Command.Description) is { } example ? example.Split('\n', StringSplitOptions.TrimEntries)
        : [];

    private string Program => program;

    private Func<string, IReadOnlyList<string>>? Examples => examplesOf;

    private static ProgramCommand RootOf(CommandResult command) => command.Parent is CommandResult above ? RootOf(above) : (ProgramCommand)command.Command;

    private static string NameOf(CommandResult command) => command.Parent is CommandResult above ? $"{NameOf(above)} {command.Command.Name}".TrimStart() : "";
}
