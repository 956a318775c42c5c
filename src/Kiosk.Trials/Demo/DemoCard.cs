using Kiosk.Verification.Reasons;

namespace Kiosk.Trials.Demo;

/// <summary>One of the demo's twelve cards.</summary>
/// <param name="File">File name of its image.</param>
/// <param name="Expected">The expected reason at the demo's meeting if the cards are tapped in order.</param>
internal sealed record DemoCard(int Number, string File, string Vietnamese, string English, ReasonCode Expected)
{
    public static readonly DemoCard GoodP256 = new(1, "good-p256.json", "Thẻ hợp lệ, khóa P-256", "good card, P-256", ReasonCode.Admitted);
    public static readonly DemoCard GoodRsa = new(2, "good-rsa2048.json", "Thẻ hợp lệ, khóa RSA-2048", "good card, RSA-2048", ReasonCode.Admitted);
    public static readonly DemoCard Revoked = new(3, "revoked.json", "Thẻ đã bị thu hồi", "revoked card", ReasonCode.RevocationRevoked);
    public static readonly DemoCard IssuerRevoked = new(4, "issuer-revoked.json", "Thẻ do cơ quan cấp đã bị thu hồi", "issuer revoked", ReasonCode.RevocationIssuerRevoked);
    public static readonly DemoCard Expired = new(5, "expired.json", "Thẻ hết hạn", "expired card", ReasonCode.CertExpired);
    public static readonly DemoCard Replay = new(6, "copy-replays.json", "Bản sao phát lại trả lời cũ của thẻ 1", "copy that replays card 1's answer", ReasonCode.KeyReplay);
    public static readonly DemoCard OtherKey = new(7, "copy-other-key.json", "Bản sao của thẻ 1 ký bằng khóa khác", "copy of card 1 with another key", ReasonCode.KeyMismatch);
    public static readonly DemoCard Foreign = new(8, "foreign-authority.json", "Thẻ do cơ quan không được tin cậy cấp, trùng tên", "foreign authority of the same name", ReasonCode.CertUntrusted);
    public static readonly DemoCard Suspended = new(9, "suspended.json", "Đảng viên bị đình chỉ sinh hoạt đảng", "suspended member", ReasonCode.AdmissionSuspended);
    public static readonly DemoCard NotInvited = new(10, "not-invited.json", "Đảng viên không có trong danh sách", "member not invited", ReasonCode.AdmissionNotInvited);
    public static readonly DemoCard OtherKind = new(11, "another-kind.json", "Thẻ loại khác (thẻ xe buýt)", "another kind of card (bus)", ReasonCode.CardUnsupported);
    public static readonly DemoCard RemovedEarly = new(12, "removed-early.json", "Thẻ hợp lệ bị nhấc ra quá sớm", "good card, removed too early", ReasonCode.CardRemoved);

    /// <summary>Card 2 again after the desk has revoked it: the thirteenth tap of the tour.</summary>
    public static readonly DemoCard GoodRsaRevokedSince =
        GoodRsa with { Number = 13, Vietnamese = "Thẻ 2, vừa bị thu hồi và đã đồng bộ", English = "card 2, revoked since and synced", Expected = ReasonCode.RevocationRevoked };

    /// <summary>Card 1 at another door, once it is in by the first.</summary>
    public static readonly DemoCard GoodP256InAlready =
        GoodP256 with { Number = 14, Vietnamese = "Thẻ 1 ở cửa khác, đã vào từ trước", English = "card 1 at another door, in already", Expected = ReasonCode.AdmissionAlreadyIn };

    /// <summary>A member of staff who is on no list: opens the operator's menu at a meeting, and a procedure desk.</summary>
    public static readonly DemoCard Staff = new(15, "staff.json", "Thẻ cán bộ điểm danh, tiếp nhận", "card of an operator and clerk", ReasonCode.AdmissionOperator);

    /// <summary>The cards that can be laid down by hand: the twelve and the staff's.</summary>
    public static IReadOnlyList<DemoCard> Tray => [.. All, Staff];

    /// <summary>The twelve in order.</summary>
    public static IReadOnlyList<DemoCard> All { get; } =
        [GoodP256, GoodRsa, Revoked, IssuerRevoked, Expired, Replay, OtherKey, Foreign, Suspended, NotInvited, OtherKind, RemovedEarly];
}
