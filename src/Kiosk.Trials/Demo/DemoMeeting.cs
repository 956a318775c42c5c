using System.Security.Cryptography;
using Kiosk.Feed.Records;
using Kiosk.Feed.Targets;

namespace Kiosk.Trials.Demo;

/// <summary>The congress of a fictitious commune, open now.</summary>
internal static class DemoMeeting
{
    public const string Id = "dai-hoi-suoi-mo";

    /// <summary>Its only session.</summary>
    public const string Session = "phien-chinh-thuc";

    public static readonly ProvinceCode Province = ProvinceCode.Parse("suoi-mo");

    private const int SeatsPerRow = 20;

    private static readonly string[] Delegations = ["Chi bộ thôn Thượng", "Chi bộ thôn Hạ", "Chi bộ Trường học", "Chi bộ Trạm y tế", "Chi bộ Công an xã", "Chi bộ Quân sự xã"];

    public static Meeting Create(DateTimeOffset now) => new(
        Id,
        "Đại hội đại biểu Đảng bộ xã Suối Mơ (minh họa)",
        MeetingKind.DelegateCongress,
        RandomNumberGenerator.GetBytes(MeetingRecordRules.KeyLength),
        [new MeetingSession(Session, "Phiên chính thức", now - TimeSpan.FromHours(1), now + TimeSpan.FromMinutes(30), now + TimeSpan.FromHours(6))],
        new QuorumRule(2, 3, QuorumRounding.Up, "Quy chế (minh họa), Điều 1", "Ban tổ chức (minh họa)"));

    /// <summary>The n-th entry of the list, from 0.</summary>
    public static RosterEntry Invite(CardTag tag, int index) => new(
        tag,
        index % 25 == 0 ? AttendeeClass.DelegateExOfficio : AttendeeClass.DelegateElected,
        index == 0 ? "Đoàn Chủ tịch" : null,
        new Seat(((char)('A' + (index / (SeatsPerRow * 6)))).ToString(), ((index / SeatsPerRow % 6) + 1).ToString(), ((index % SeatsPerRow) + 1).ToString()),
        Delegations[index % Delegations.Length],
        Door: null);
}
