using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Kiosk.Collector.Journals;
using Kiosk.Collector.Storage;
using Kiosk.CommandLine;
using Kiosk.Words;

namespace Kiosk.Collector.CommandLine;

/// <summary><c>collector terminals</c>: every terminal, how far its journal is collected, and when it was last heard of.</summary>
internal static class TerminalsCommand
{
    public static Command Create(Language language)
    {
        var common = new CommonOptions(language);
        var command = new Command("terminals", DeskHelp.Of(
            new("Liệt kê các máy và nhật ký trước của máy: đã thu thập đến bản ghi nào, và lần cuối liên lạc.", "Lists the terminals and their earlier journals: how far each is collected, and when each was last heard of."),
            "collector terminals --dev --json").In(language));
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var database = common.OpenDatabase(parsed);
            var store = new JournalStore(database);
            await store.MigrateAsync(cancellationToken);
            var journals = await store.JournalsAsync(cancellationToken);
            var current = TerminalStanding.Current(journals).Select(one => one.Journal).ToHashSet(StringComparer.Ordinal);
            if (parsed.GetValue(common.Json))
            {
                JsonPrinter.Print(new() { ["terminals"] = new JsonArray([.. journals.Select(journal => ToJson(journal, current.Contains(journal.Journal)))]) });
                return ExitCode.Done;
            }

            var now = TimeProvider.System.GetUtcNow();
            foreach (var journal in journals)
            {
                Console.WriteLine((current.Contains(journal.Journal) ? Describe(journal, now - journal.LastSeen) : DescribeEarlier(journal)).In(language));
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static JsonObject ToJson(TerminalStanding terminal, bool isCurrent) => new JsonObject
    {
        ["terminal"] = terminal.TerminalId,
        ["contiguous"] = terminal.Contiguous,
        ["firstSeen"] = terminal.FirstSeen.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        ["lastSeen"] = terminal.LastSeen.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        ["key"] = terminal.Key?.ToString(),
        ["isCurrent"] = isCurrent,
    };

    private static Phrase DescribeEarlier(TerminalStanding journal) => new(
        $"{JournalName.Of(journal.TerminalId, journal.Key!)}: {journal.Contiguous} bản ghi trong nhật ký trước của máy {journal.TerminalId}, kết thúc khi máy được ghi danh lại với khóa khác",
        $"{JournalName.Of(journal.TerminalId, journal.Key!)}: {journal.Contiguous} records in an earlier journal of {journal.TerminalId}, which ended when the terminal was enrolled anew with another key");

    private static Phrase Describe(TerminalStanding terminal, TimeSpan age)
    {
        var ago = Phrase.Ago(age);
        return new(
            $"{terminal.TerminalId}: {terminal.Contiguous} bản ghi, liên lạc lần cuối {ago.Vietnamese}",
            $"{terminal.TerminalId}: {terminal.Contiguous} records, last heard of {ago.English}");
    }
}
