namespace Kiosk.Service.Admission;

/// <summary>One line of a meeting's list.</summary>
/// <param name="Class">As what the person was convened.</param>
/// <param name="Delegation">The unit the person comes from.</param>
/// <param name="Door">The only door the person may use, or null for any.</param>
internal sealed record RosterEntry(CardTag Tag, AttendeeClass Class, string? Role, Seat? Seat, string? Delegation, string? Door);

/// <summary>Area, row and seat, as printed on the hall's plan.</summary>
internal sealed record Seat(string Area, string Row, string Number);

/// <summary>As what somebody is convened to a meeting.</summary>
internal enum AttendeeClass
{
    /// <summary>Khách mời: never counts and never votes.</summary>
    Guest = 0,

    /// <summary>Đảng viên, at meetings of members.</summary>
    Member,

    /// <summary>Đại biểu đương nhiên.</summary>
    DelegateExOfficio,

    /// <summary>Đại biểu được bầu.</summary>
    DelegateElected,

    /// <summary>Đại biểu chỉ định.</summary>
    DelegateAppointed,

    /// <summary>Đại biểu dự khuyết who replaces an absent delegate.</summary>
    Alternate,

    /// <summary>Cấp ủy viên, at committee meetings.</summary>
    CommitteeMember,
}
