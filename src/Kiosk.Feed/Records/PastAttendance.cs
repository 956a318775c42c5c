namespace Kiosk.Feed.Records;

/// <summary>The sessions of a year to which a member was convened, and whether they came: the answer to the member's own question. Sealed with the member's record, so that only their card opens it.</summary>
/// <param name="AsOf">The day (in Vietnam) on which the journals were read.</param>
/// <param name="Sessions">Newest first; at most <see cref="MaxSessions"/>. None of a secret meeting.</param>
public sealed record PastAttendance(DateOnly AsOf, IReadOnlyList<PastSession> Sessions)
{
    /// <summary>So many, with the longest titles, fit into a sealed record.</summary>
    public const int MaxSessions = 48;

    /// <summary>In characters.</summary>
    public const int MaxTitle = 80;
}

/// <summary>One session.</summary>
/// <param name="Day">In Vietnam.</param>
/// <param name="Title">Of the meeting, with that of the session where there are several.</param>
public sealed record PastSession(DateOnly Day, string Title, CameAs Came);

/// <summary>Whether somebody came to a session. Lateness is a time; here it is told as a word.</summary>
public enum CameAs
{
    /// <summary>Nothing was recorded.</summary>
    Unknown = 0,

    Present,
    Late,
    AbsentWithReason,
    AbsentWithoutReason,
}
