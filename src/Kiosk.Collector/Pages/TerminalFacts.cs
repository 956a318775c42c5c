using Kiosk.Collector.Journals;
using Kiosk.Collector.Roll;

namespace Kiosk.Collector.Pages;

/// <summary>What is known of all terminals at one moment.</summary>
/// <param name="Versions">As their newest starts recorded them.</param>
/// <param name="Heard">Null for a terminal that this process did not hear of.</param>
/// <param name="Next">The meeting that they should be ready for; null if there is none soon.</param>
internal sealed record TerminalFacts(
    IReadOnlyList<TerminalStanding> Terminals,
    IReadOnlyDictionary<string, string> Versions,
    IReadOnlyDictionary<string, ReportedState> States,
    IReadOnlySet<string> Forked,
    Func<string, DateTimeOffset?> Heard,
    RollFile Roll,
    NextMeeting? Next)
{
    /// <summary>The version that most terminals have; null if none is known.</summary>
    public string? UsualVersion { get; } = Versions.Values.CountBy(version => version).OrderByDescending(count => count.Value).Select(count => count.Key).FirstOrDefault();

    /// <param name="next">The meeting that they should be ready for; null if there is none.</param>
    /// <exception cref="Storage.StorageException">The database cannot be used.</exception>
    public static async Task<TerminalFacts> ReadAsync(PageParts parts, NextMeeting? next, CancellationToken cancellationToken) => new(
        // Without the support desk's journal, which is no terminal's.
        (await parts.Journals.TerminalsAsync(cancellationToken)).FindAll(terminal => terminal.TerminalId != parts.Desk.Journal.TerminalId),
        await parts.Journals.VersionsAsync(cancellationToken),
        await parts.States.AllAsync(cancellationToken),
        (await parts.Journals.ForksAsync(cancellationToken)).Select(fork => fork.TerminalId).ToHashSet(StringComparer.Ordinal),
        parts.Hub.LastHeard,
        parts.Roll.Current,
        next);
}

/// <summary>The meeting that terminals should be ready for.</summary>
/// <param name="Convened">Number of people on its roster as imported here.</param>
internal sealed record NextMeeting(string Id, int Convened);
