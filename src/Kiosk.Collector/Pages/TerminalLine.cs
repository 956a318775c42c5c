using Kiosk.Collector.Journals;
using Kiosk.Feed.Records;
using Kiosk.Words;

namespace Kiosk.Collector.Pages;

/// <summary>A terminal as the page shows it.</summary>
/// <param name="LastHeard">Of a batch, a state, or a door's open connection.</param>
/// <param name="Version">As its state or its newest start says; null if neither was collected.</param>
/// <param name="Reported">What it said of itself; null if it never did.</param>
/// <param name="Revoked">By the desk's list; null while a key of it is in force.</param>
/// <param name="Objections">Why it is not ready for the next meeting.</param>
internal sealed record TerminalLine(TerminalStanding Standing, DateTimeOffset LastHeard, string? Version, ReportedState? Reported, TerminalRevocation? Revoked, IReadOnlyList<Phrase> Objections)
{
    private const int HashLength = 9;

    /// <summary>Records between those that were collected.</summary>
    public ulong Missing => Standing.Highest - Standing.Contiguous;

    /// <summary>Records without a receipt.</summary>
    public ulong Unconfirmed => Standing.Contiguous - Math.Min(Standing.Contiguous, Standing.ReceiptSize);

    /// <summary>Without most of the source's hash, which tells two builds apart and is long.</summary>
    public string? ShownVersion => Version?.IndexOf('+', StringComparison.Ordinal) is >= 0 and var hash ? Version[..Math.Min(Version.Length, hash + HashLength)] : Version;

    public bool IsReady => Revoked is null && Objections.Count == 0;

    /// <summary>All terminals, each judged beside the others.</summary>
    public static IReadOnlyList<TerminalLine> Of(TerminalFacts facts, DateTimeOffset now) => [.. facts.Terminals.Select(terminal => LineOf(facts, terminal, now))];

    private static TerminalLine LineOf(TerminalFacts facts, TerminalStanding terminal, DateTimeOffset now)
    {
        var (id, reported) = (terminal.TerminalId, facts.States.GetValueOrDefault(terminal.TerminalId));
        var heard = new[] { terminal.LastSeen, facts.Heard(id) ?? terminal.LastSeen, reported?.Received ?? terminal.LastSeen }.Max();
        var line = new TerminalLine(terminal, heard, reported?.State.Version ?? facts.Versions.GetValueOrDefault(id), reported, facts.Roll.RevocationOf(id), []);
        return line with { Objections = line.Revoked is null ? [.. TerminalReadiness.ObjectionsTo(line, facts, now)] : [] };
    }
}
