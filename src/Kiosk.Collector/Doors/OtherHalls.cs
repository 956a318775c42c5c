using Kiosk.Collector.Attendance;
using Kiosk.Collector.Journals;
using Kiosk.Journal.Upload;

namespace Kiosk.Collector.Doors;

/// <summary>What the upstream collector told of a meeting's doors in other halls, whose journals are not collected here.</summary>
/// <param name="Frames">In no order; without what is collected here too.</param>
/// <param name="HeardAt">When the upstream collector last said something, if only that there is nothing new.</param>
internal sealed record OtherHalls(IReadOnlyList<CollectedFrame> Frames, DateTimeOffset HeardAt)
{
    /// <summary>The terminals that recorded them.</summary>
    public IReadOnlyList<string> Terminals { get; } = [.. Frames.Select(frame => frame.TerminalId).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <param name="told">Null if nobody was ever heard.</param>
    /// <param name="collected">Of the meeting: a terminal that moved here sends what it recorded elsewhere too.</param>
    public static OtherHalls? Of((IReadOnlyList<ArrivalOfOtherDoor> Arrivals, DateTimeOffset HeardAt)? told, IReadOnlyList<CollectedFrame> collected)
    {
        if (told is not var (arrivals, heardAt))
        {
            return null;
        }

        var here = collected.Select(frame => (frame.TerminalId, frame.Entry.Sequence.Value, frame.Entry.Record.Clock.Instant)).ToHashSet();
        return new([.. arrivals.Where(arrival => !here.Contains((arrival.Terminal, arrival.Sequence, arrival.Instant))).Select(CollectedFrame.Of)], heardAt);
    }

    /// <summary>A door's name; with its terminal where it is another hall's, since two halls may each have a door 1.</summary>
    /// <param name="halls">Null where nothing was heard of others.</param>
    public static string NameOf(DoorArrival arrival, OtherHalls? halls) => halls?.Terminals.Contains(arrival.TerminalId) is true ? $"{arrival.Door} ({arrival.TerminalId})" : arrival.Door;
}
