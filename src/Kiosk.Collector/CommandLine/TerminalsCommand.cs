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
            new("Liệt kê các máy: đã thu thập đến bản ghi nào, và lần cuối liên lạc.", "Lists the terminals: how far each journal is collected, and when each was last heard of."),
            "collector terminals --dev --json").In(language));
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var database = common.OpenDatabase(parsed);
            var store = new JournalStore(database);
            await store.MigrateAsync(cancellationToken);
            var terminals = await store.TerminalsAsync(cancellationToken);
            if (parsed.GetValue(common.Json))
            {
                JsonPrinter.Print(new() { ["terminals"] = new JsonArray([.. terminals.Select(ToJson)]) });
                return ExitCode.Done;
            }

            var now = TimeProvider.System.GetUtcNow();
            foreach (var terminal in terminals)
            {
                Console.WriteLine(Describe(terminal, now - terminal.LastSeen).In(language));
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static JsonNode ToJson(TerminalStanding terminal) => new JsonObject
    {
        ["terminal"] = terminal.TerminalId,
        ["contiguous"] = terminal.Contiguous,
        ["firstSeen"] = terminal.FirstSeen.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        ["lastSeen"] = terminal.LastSeen.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        ["key"] = terminal.Key?.ToString(),
    };

    private static Phrase Describe(TerminalStanding terminal, TimeSpan age)
    {
        var ago = Phrase.Ago(age);
        return new(
            $"{terminal.TerminalId}: {terminal.Contiguous} bản ghi, liên lạc lần cuối {ago.Vietnamese}",
            $"{terminal.TerminalId}: {terminal.Contiguous} records, last heard of {ago.English}");
    }
}
