using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Kiosk.Collector.Journals;
using Kiosk.Collector.Roll;
using Kiosk.Collector.Storage;
using Kiosk.CommandLine;
using Kiosk.Durability;
using Kiosk.Feed.Records;
using Kiosk.Words;

namespace Kiosk.Collector.CommandLine;

/// <summary><c>collector status</c>: how much is collected, and what contradicts it.</summary>
internal static class StatusCommand
{
    private static readonly CountedPhrase Contradicted = new(
        "{0} bản ghi mâu thuẫn với một bản khác cùng số.", "{0} record is contradicted by another one of the same number.", "{0} records are contradicted by others of the same number.");

    private static readonly Phrase Refused = new("Máy thu thập cấp trên từ chối một phần nhật ký.", "The upstream collector refuses some of the journals.");

    public static Command Create(Language language)
    {
        var common = new CommonOptions(language);
        var command = new Command("status", DeskHelp.Of(
            new("Cho biết đã thu thập bao nhiêu, nhật ký nào mâu thuẫn, và đã chuyển tiếp lên cấp trên đến đâu; mã thoát 1 khi có mâu thuẫn hoặc cấp trên từ chối.", "Says how much is collected, which journals contradict it, and how far it was passed on upstream; exit 1 if any contradicts, or the upstream refuses some."),
            "collector status --dev").In(language));
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var database = common.OpenDatabase(parsed);
            var store = new JournalStore(database);
            await store.MigrateAsync(cancellationToken);
            var journals = await store.JournalsAsync(cancellationToken);
            var forks = await store.ForksAsync(cancellationToken);
            var upstream = new UpstreamStatus(journals, await new UpstreamStore(database).ListAsync(cancellationToken), TimeProvider.System.GetUtcNow());
            var roll = new TerminalRoll(parsed.GetValue(common.Data)!, new DurableFiles()).Current;
            if (parsed.GetValue(common.Json))
            {
                return JsonPrinter.Print(
                    new()
                    {
                        ["listReadAt"] = roll.ReadAt?.ToString("O", CultureInfo.InvariantCulture),
                        ["revoked"] = new JsonArray([.. RevokedIn(roll).Select(one => JsonValue.Create(one.Id))]),
                        ["terminals"] = TerminalStanding.Current(journals).Count(),
                        ["records"] = journals.Sum(journal => (long)journal.Contiguous),
                        ["forks"] = new JsonArray([.. forks.Select(ToJson)]),
                        ["upstream"] = upstream.ToJson(),
                    },
                    RefusalOf(forks.Count, upstream.HasRefused),
                    language);
            }

            Print(journals, forks, language);
            Print(roll, language);
            foreach (var sentence in upstream.Sentences())
            {
                Console.WriteLine(sentence.In(language));
            }

            return forks.Count == 0 && !upstream.HasRefused ? ExitCode.Done : ExitCode.No;
        });
        return command;
    }

    private static Phrase? RefusalOf(int forks, bool hasRefused) => (forks, hasRefused) switch
    {
        (0, false) => null,
        (0, true) => Refused,
        (_, false) => Contradicted.For(forks),
        _ => Contradicted.For(forks).Then(Refused),
    };

    private static void Print(List<TerminalStanding> journals, List<ForkAlarm> forks, Language language)
    {
        var records = journals.Aggregate(0UL, (sum, journal) => sum + journal.Contiguous);
        var terminals = TerminalStanding.Current(journals).Count();
        Console.WriteLine(new Phrase($"{terminals} máy, {records} bản ghi liên tục.", $"{terminals} terminals, {records} records without a gap.").In(language));
        foreach (var fork in forks)
        {
            Console.WriteLine(new Phrase(
                $"Mâu thuẫn: bản ghi {fork.Sequence} của máy {fork.TerminalId} có một bản khác, đã gửi {fork.Times} lần.",
                $"Fork: there is another record {fork.Sequence} of terminal {fork.TerminalId}, which was sent {fork.Times} times.").In(language));
        }
    }

    private static void Print(RollFile roll, Language language)
    {
        Console.WriteLine((roll.ReadAt is { } at
            ? new Phrase($"Danh sách thiết bị của bàn phát hành: {roll.Terminals.Count} lần ghi danh, đọc lúc {at:yyyy-MM-dd HH:mm'Z'}.", $"The desk's list of terminals: {roll.Terminals.Count} enrolments, read at {at:yyyy-MM-dd HH:mm'Z'}.")
            : new("Chưa đọc danh sách thiết bị của bàn phát hành nên thiết bị bị thu hồi ở đó vẫn được nhận: hãy chạy collector serve --feed NƠI, hoặc collector import --feed NƠI.", "The desk's list of terminals was never read, so a terminal that was revoked there is still let in: run collector serve --feed PLACE, or collector import --feed PLACE.")).In(language));
        foreach (var (id, revoked) in RevokedIn(roll))
        {
            Console.WriteLine(new Phrase($"{id} đã bị thu hồi ngày {revoked.At:yyyy-MM-dd}: {revoked.Reason}", $"{id} was revoked on {revoked.At:yyyy-MM-dd}: {revoked.Reason}").In(language));
        }
    }

    private static IEnumerable<(string Id, TerminalRevocation Why)> RevokedIn(RollFile roll) =>
        roll.Terminals.Select(record => record.Id).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Where(id => roll.RevocationOf(id) is not null).Select(id => (id, roll.RevocationOf(id)!));

    private static JsonNode ToJson(ForkAlarm fork) => new JsonObject
    {
        ["terminal"] = fork.TerminalId,
        ["sequence"] = fork.Sequence,
        ["hash"] = Convert.ToHexStringLower(fork.Hash.Span),
        ["firstSeen"] = fork.FirstSeen.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        ["lastSeen"] = fork.LastSeen.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        ["times"] = fork.Times,
    };
}
