namespace Kiosk.Feed.Records;

/// <summary>The sealed record of a card's holder.</summary>
/// <param name="Periods">Statuses with their dates; evaluated for the meeting's date.</param>
/// <param name="Duties">What the holder may do at a terminal beside their own check-in; null for nothing.</param>
public sealed record Member(string Name, string CardNumber, string Unit, IReadOnlyList<MembershipPeriod> Periods, IReadOnlyList<Duty>? Duties = null)
{
    /// <summary>What the holder asked to see of their own attendance; null where they did not ask, or were not answered yet.</summary>
    public PastAttendance? Attendance { get; init; }

    public bool Has(Duty duty) => Duties?.Contains(duty) is true;
}

/// <summary>What a card lets its holder do at a terminal. Sealed with the member's record, so that it counts only with that card on the reader.</summary>
public enum Duty
{
    /// <summary>Lets nobody do anything.</summary>
    None = 0,

    /// <summary>Cán bộ điểm danh: opens the operator's menu at a meeting.</summary>
    Operator,

    /// <summary>Cán bộ tiếp nhận: opens a procedure desk.</summary>
    Clerk,

    /// <summary>Người phụ trách: as an operator, and assigns alternates to absent delegates.</summary>
    Supervisor,
}

/// <summary>A status during a period.</summary>
/// <param name="From">First day (in Vietnam).</param>
/// <param name="To">Last day, or null if it is still current.</param>
/// <param name="Decision">The number of the decision it is based on.</param>
public sealed record MembershipPeriod(MemberStatus Status, DateOnly From, DateOnly? To, string? Decision)
{
    public bool Covers(DateOnly date) => date >= From && (To is null || date <= To);
}

/// <summary>A member's status.</summary>
public enum MemberStatus
{
    /// <summary>Not known to be a member: admits nobody.</summary>
    Unknown = 0,

    /// <summary>Chính thức.</summary>
    Official,

    /// <summary>Dự bị: has no card.</summary>
    Probationary,

    /// <summary>Đến sinh hoạt tạm thời: attends, does not vote.</summary>
    TemporaryIn,

    /// <summary>Đi sinh hoạt tạm thời nơi khác.</summary>
    TemporaryOut,

    /// <summary>Đang chuyển sinh hoạt.</summary>
    Transferring,

    /// <summary>Miễn công tác và sinh hoạt.</summary>
    Exempt,

    /// <summary>Đình chỉ sinh hoạt.</summary>
    Suspended,

    /// <summary>Đình chỉ sinh hoạt cấp ủy: barred from the committee only.</summary>
    SuspendedFromCommittee,

    /// <summary>Bị khởi tố, truy tố, tạm giam.</summary>
    Prosecuted,

    /// <summary>Khai trừ.</summary>
    Expelled,

    /// <summary>Xóa tên.</summary>
    Removed,

    /// <summary>Xin ra khỏi Đảng.</summary>
    Left,

    /// <summary>Từ trần.</summary>
    Deceased,

    /// <summary>Ra nước ngoài.</summary>
    Abroad,
}
