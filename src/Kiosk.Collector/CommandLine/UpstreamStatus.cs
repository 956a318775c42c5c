using System.Globalization;
using System.Text.Json.Nodes;
using Kiosk.Collector.Journals;
using Kiosk.Words;

namespace Kiosk.Collector.CommandLine;

/// <summary>What was passed on to the upstream collector, and what it refused.</summary>
/// <param name="journals">As this collector holds them.</param>
/// <param name="passed">Of the connection and each journal; empty if there never was an upstream collector.</param>
internal sealed class UpstreamStatus(IReadOnlyList<TerminalStanding> journals, IReadOnlyList<PassedOn> passed, DateTimeOffset now)
{
    private readonly PassedOn? link = passed.FirstOrDefault(one => one.Journal.Length == 0);
    private readonly List<(PassedOn Passed, ulong Unsent)> lines =
        [.. passed.Where(one => one.Journal.Length > 0).Select(one => (one, one.Cursor.Unsent(journals.FirstOrDefault(journal => journal.Journal == one.Journal)?.Highest ?? 0)))];

    /// <summary>Whether the upstream collector refused records, which wait here for somebody to look at them.</summary>
    public bool HasRefused => lines.Exists(line => line.Passed.Cursor.ParkedRecords > 0);

    /// <returns>Null if there never was an upstream collector.</returns>
    public JsonObject? ToJson() => passed.Count == 0 ? null : new()
    {
        ["address"] = passed[0].Address,
        ["lastAnswer"] = At(link?.LastAnswer),
        ["problem"] = link?.Problem?.English,
        ["since"] = At(link?.Since),
        ["terminals"] = new JsonArray([.. lines.Select(line => new JsonObject
        {
            ["terminal"] = line.Passed.TerminalId, ["contiguous"] = line.Passed.Cursor.Contiguous, ["unsent"] = line.Unsent, ["parked"] = line.Passed.Cursor.ParkedRecords,
            ["receipted"] = line.Passed.ReceiptSize, ["receipt"] = line.Passed.Receipt, ["problem"] = line.Passed.Problem?.English,
        })]),
    };

    public IEnumerable<Phrase> Sentences()
    {
        if (passed.Count == 0)
        {
            yield break;
        }

        var (unsent, parked) = (lines.Aggregate(0UL, (sum, line) => sum + line.Unsent), lines.Aggregate(0UL, (sum, line) => sum + line.Passed.Cursor.ParkedRecords));
        var answer = link?.LastAnswer is { } at ? new Phrase($"trả lời lần cuối {Phrase.Ago(now - at).Vietnamese}", $"last answer {Phrase.Ago(now - at).English}") : new("chưa trả lời lần nào", "no answer yet");
        yield return new(
            $"Máy chủ cấp trên {passed[0].Address}: còn {unsent} bản ghi chưa chuyển, trong đó {parked} bị từ chối; {answer.Vietnamese}.",
            $"The upstream collector {passed[0].Address}: {unsent} records not passed on, {parked} of them refused; {answer.English}.");
        foreach (var problem in ((Phrase?[])[link?.Problem]).OfType<Phrase>().Concat(lines.Where(line => line.Passed.Problem is not null).Select(line => new Phrase(
            $"{line.Passed.TerminalId}: {line.Passed.Problem!.Vietnamese}", $"{line.Passed.TerminalId}: {line.Passed.Problem!.English}"))))
        {
            yield return problem;
        }
    }

    private static string? At(DateTimeOffset? instant) => instant?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
}
