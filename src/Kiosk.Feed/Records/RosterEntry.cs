namespace Kiosk.Feed.Records;

/// <summary>One entry of a meeting's roster.</summary>
/// <param name="Class">The capacity in which the person was convened.</param>
/// <param name="Delegation">The unit the person comes from.</param>
/// <param name="Door">The only door the person may use; null for any.</param>
/// <param name="Replaces">The absent delegate an alternate replaces; an alternate who replaces nobody attends without counting.</param>
/// <param name="CertificateUntil">Until when the card's certificate is valid, where that is before the meeting's end; null for any other card, and for one that the publisher does not know.</param>
/// <param name="InvitationNumber">Of the signed invitation (<see cref="Records.InvitationNumber"/>) by which the person may come without a card; null where only the card counts.</param>
public sealed record RosterEntry(
    CardTag Tag,
    AttendeeClass Class,
    string? Role,
    Seat? Seat,
    string? Delegation,
    string? Door,
    CardTag? Replaces = null,
    DateTimeOffset? CertificateUntil = null,
    string? InvitationNumber = null);

/// <summary>Area, row and seat, as printed on the seating plan.</summary>
public sealed record Seat(string Area, string Row, string Number);

/// <summary>The capacity in which a person is convened.</summary>
public enum AttendeeClass
{
    /// <summary>Missing, or newer than this program: admits nobody.</summary>
    Unknown = 0,

    /// <summary>Khách mời, đại biểu khách: does not count or vote.</summary>
    Guest,

    /// <summary>Đảng viên, at members' meetings.</summary>
    Member,

    /// <summary>Đảng viên dự bị, đảng viên sinh hoạt tạm thời, if the roster itself says so: attends, does not vote.</summary>
    MemberWithoutVote,

    /// <summary>Đại biểu đương nhiên.</summary>
    DelegateExOfficio,

    /// <summary>Đại biểu được bầu.</summary>
    DelegateElected,

    /// <summary>Đại biểu chỉ định.</summary>
    DelegateAppointed,

    /// <summary>Đại biểu dự khuyết; counts only if <see cref="RosterEntry.Replaces"/> names the absent delegate.</summary>
    Alternate,

    /// <summary>Cấp ủy viên, at committee meetings.</summary>
    CommitteeMember,

    /// <summary>Đảng viên được miễn công tác và sinh hoạt, at members' meetings: counts as a member when present, and is not in the voting base when absent.</summary>
    MemberExempt,
}
