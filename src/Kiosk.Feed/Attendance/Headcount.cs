using Kiosk.Feed.Records;

namespace Kiosk.Feed.Attendance;

/// <summary>A part of those convened: a class, a delegation, a hall.</summary>
/// <param name="Present">Those who came.</param>
/// <param name="LastAt">Time of the last arrival; null if nobody has come.</param>
public readonly record struct Headcount(int Convened, int Present, DateTimeOffset? LastAt = null)
{
    /// <summary>Of those who came, the ones who have not left.</summary>
    public int Inside { get; init; }

    /// <summary>The meeting's fraction taken of this part alone; null where nobody counts for it.</summary>
    public QuorumState? Quorum { get; init; }
}
