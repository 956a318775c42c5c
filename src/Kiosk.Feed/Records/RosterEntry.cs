namespace Kiosk.Feed.Records;

/// <summary>One line of a meeting's list.</summary>
/// <param name="Class">As what the person was convened.</param>
/// <param name="Delegation">The unit the person comes from.</param>
/// <param name="Door">The only door the person may use, or null for any.</param>
/// <param name="Replaces">The absent delegate whose place an alternate takes; an alternate without one attends and counts for nothing.</param>
public sealed record RosterEntry(
    CardTag Tag,
    AttendeeClass Class,
    string? Role,
    Seat? Seat,
    string? Delegation,
    string? Door,
    CardTag? Replaces = null);

/// <summary>Area, row and seat, as printed on the hall's plan.</summary>
public sealed record Seat(string Area, string Row, string Number);

/// <summary>As what somebody is convened to a meeting.</summary>
public enum AttendeeClass
{
    /// <summary>The list does not say, or says something newer than this program: admits nobody.</summary>
    Unknown = 0,

    /// <summary>Khách mời, đại biểu khách: never counts and never votes.</summary>
    Guest,

    /// <summary>Đảng viên, at meetings of members.</summary>
    Member,

    /// <summary>Đảng viên dự bị, đảng viên sinh hoạt tạm thời, where the list itself says so: attends, does not vote.</summary>
    MemberWithoutVote,

    /// <summary>Đại biểu đương nhiên.</summary>
    DelegateExOfficio,

    /// <summary>Đại biểu được bầu.</summary>
    DelegateElected,

    /// <summary>Đại biểu chỉ định.</summary>
    DelegateAppointed,

    /// <summary>Đại biểu dự khuyết; counts only where <see cref="RosterEntry.Replaces"/> names the absent delegate.</summary>
    Alternate,

    /// <summary>Cấp ủy viên, at committee meetings.</summary>
    CommitteeMember,
}
