namespace Kiosk.Feed.Records;

/// <summary>A meeting as its organiser convened it; the roster is kept apart, by tag.</summary>
/// <param name="Id">Letters, digits and hyphens; part of the journal's context.</param>
/// <param name="Key">32 bytes; makes pseudonyms that mean nothing outside this meeting.</param>
/// <param name="HidesTitle">The title and agenda must not be shown (secret meetings).</param>
public sealed record Meeting(
    string Id,
    string Title,
    MeetingKind Kind,
    ReadOnlyMemory<byte> Key,
    IReadOnlyList<MeetingSession> Sessions,
    QuorumRule Quorum,
    bool HidesTitle = false);

/// <summary>One sitting (phiên); attendance is per session.</summary>
/// <param name="Opens">From when cards are taken.</param>
/// <param name="Starts">From when an arrival counts as late.</param>
/// <param name="Closes">Until when cards are taken; at this instant it is too late.</param>
public sealed record MeetingSession(string Id, string Title, DateTimeOffset Opens, DateTimeOffset Starts, DateTimeOffset Closes);

/// <summary>The kinds of meeting, each with its own rule for who counts.</summary>
public enum MeetingKind
{
    /// <summary>As invited: nobody counts for anything (hội nghị quán triệt, học tập).</summary>
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

/// <summary>How many of those who count must be present. Data of the authority, never code.</summary>
/// <param name="LegalReference">The provision it rests on.</param>
public sealed record QuorumRule(int Numerator, int Denominator, QuorumRounding Rounding, string LegalReference, string ApprovedBy);

/// <summary>What happens to a fraction of a person.</summary>
public enum QuorumRounding
{
    /// <summary>To the next whole person.</summary>
    Up = 0,

    /// <summary>More than the fraction, so one more where it comes out even.</summary>
    MoreThan,
}
