using Kiosk.Collector.Journals;
using Kiosk.Journal.Upload;

namespace Kiosk.Collector.Pages;

/// <summary>A refused batch as the page shows it.</summary>
/// <param name="IsOfTerminal">Whether the terminal says so; else this collector noted it.</param>
/// <param name="Code">A constant of <see cref="UploadRefusal"/>; null if the terminal was given none.</param>
/// <param name="First">0 if the batch could not be read.</param>
internal sealed record RefusedLine(string TerminalId, bool IsOfTerminal, string? Code, ulong First, ulong Last, DateTimeOffset Since)
{
    /// <summary>What this collector noted, and what terminals keep that it did not: another collector refused that.</summary>
    public static IReadOnlyList<RefusedLine> Of(IReadOnlyList<RefusedUpload> noted, IReadOnlyDictionary<string, ReportedState> states)
    {
        var known = noted.Select(one => (one.TerminalId, one.First)).ToHashSet();
        return
        [
            .. noted.Select(one => new RefusedLine(one.TerminalId, IsOfTerminal: false, one.Code, one.First, one.Last, one.FirstSeen)),
            .. states.SelectMany(state => state.Value.State.Queue.Parked.Select(batch => new RefusedLine(state.Key, IsOfTerminal: true, batch.Code, batch.First, batch.Last, batch.Since)))
                .Where(line => !known.Contains((line.TerminalId, line.First))),
        ];
    }
}
