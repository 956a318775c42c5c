using System.CommandLine;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine.Arguments;

/// <summary>How a verb is told to read a copy of a journal instead of this terminal's own.</summary>
internal sealed class JournalOption(Language language)
{
    private readonly Option<string?> journal = new("--journal")
    {
        Description = new Phrase("Thư mục của một nhật ký, như bản sao trên USB; mặc định: nhật ký của chính máy này.", "Folder of a journal, such as a copy on a stick; default: this terminal's own.").In(language),
        HelpName = "DIR",
    };

    public void AddTo(Command command) => command.Options.Add(journal);

    /// <returns>Null for this terminal's own.</returns>
    /// <exception cref="InputException">There is no such folder.</exception>
    public string? CopyIn(ParseResult parsed) => parsed.GetValue(journal) is { } copy ? GivenPath.Folder(copy) : null;
}
