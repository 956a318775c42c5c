using Kiosk.Collector.Journals;
using Kiosk.Words;

namespace Kiosk.Collector.Pages;

/// <summary>A terminal as the page shows it.</summary>
/// <param name="LastHeard">Of a batch, or of a door's open connection.</param>
/// <param name="Version">As its newest start recorded it; null if that was not collected.</param>
/// <param name="Objections">Why it is not ready for the next meeting.</param>
internal sealed record TerminalLine(TerminalStanding Standing, DateTimeOffset LastHeard, string? Version, IReadOnlyList<Phrase> Objections)
{
    private static readonly TimeSpan HeardWithin = TimeSpan.FromHours(1);

    public ulong Missing => Standing.Highest - Standing.Contiguous;

    public ulong Unconfirmed => Standing.Contiguous - Math.Min(Standing.Contiguous, Standing.ReceiptSize);

    /// <summary>All terminals, each judged beside the others.</summary>
    /// <param name="heard">Null for a terminal that this process did not hear of.</param>
    public static IReadOnlyList<TerminalLine> Of(
        IReadOnlyList<TerminalStanding> terminals, IReadOnlyDictionary<string, string> versions, IReadOnlySet<string> forked, Func<string, DateTimeOffset?> heard, DateTimeOffset now)
    {
        var usual = versions.Values.CountBy(version => version).OrderByDescending(count => count.Value).Select(count => count.Key).FirstOrDefault();
        return [.. terminals.Select(LineOf)];

        TerminalLine LineOf(TerminalStanding terminal)
        {
            var last = heard(terminal.TerminalId) is { } here && here > terminal.LastSeen ? here : terminal.LastSeen;
            var version = versions.GetValueOrDefault(terminal.TerminalId);
            (bool Applies, Phrase Objection)[] objections =
            [
                (now - last > HeardWithin, TerminalWords.NotHeard),
                (terminal.Highest > terminal.Contiguous, TerminalWords.HasGap),
                (forked.Contains(terminal.TerminalId), TerminalWords.HasFork),
                (version is not null && version != usual, TerminalWords.OldVersion),
            ];
            return new(terminal, last, version, [.. objections.Where(one => one.Applies).Select(one => one.Objection)]);
        }
    }
}
