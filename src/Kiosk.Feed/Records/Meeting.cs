namespace Kiosk.Feed.Records;

/// <summary>A meeting as convened by its organiser. The roster is stored separately, by card tag.</summary>
/// <param name="Id">Letters, digits and hyphens; appears in the journal's context.</param>
/// <param name="Key">32 bytes; derives pseudonyms that mean nothing outside this meeting.</param>
/// <param name="HidesTitle">Whether title and agenda must not be shown (secret meetings).</param>
public sealed record Meeting(
    string Id,
    string Title,
    MeetingKind Kind,
    ReadOnlyMemory<byte> Key,
    IReadOnlyList<MeetingSession> Sessions,
    QuorumRule Quorum,
    bool HidesTitle = false);

/// <summary>One sitting (phiên); attendance is recorded per session.</summary>
/// <param name="Opens">When check-in opens.</param>
/// <param name="Starts">When arrivals begin to count as late.</param>
/// <param name="Closes">When check-in closes; exclusive.</param>
public sealed record MeetingSession(string Id, string Title, DateTimeOffset Opens, DateTimeOffset Starts, DateTimeOffset Closes);

/// <summary>The kinds of meeting, each with its own rules for who counts.</summary>
public enum MeetingKind
{
    /// <summary>By invitation; nobody counts for a quorum or vote (hội nghị quán triệt, học tập).</summary>
    AsInvited = 0,

    /// <summary>Sinh hoạt chi bộ.</summary>
    CellMeeting,

    /// <summary>Đại hội chi bộ, đại hội đảng viên.</summary>
    MemberCongress,

    /// <summary>Đại hội đại biểu.</summary>
    DelegateCongress,

    /// <summary>Hội nghị ban chấp hành, ban thường vụ, ủy ban kiểm tra.</summary>
    CommitteeMeeting,
}

/// <summary>The fraction of those who count that must be present. Supplied by the authority as data, never hard-coded.</summary>
/// <param name="LegalReference">The provision it is based on.</param>
public sealed record QuorumRule(int Numerator, int Denominator, QuorumRounding Rounding, string LegalReference, string ApprovedBy);

/// <summary>How a fractional quorum becomes a number of people.</summary>
public enum QuorumRounding
{
    /// <summary>Rounded up.</summary>
    Up = 0,

    /// <summary>Strictly more than the fraction: one more if it is a whole number.</summary>
    MoreThan,
}
