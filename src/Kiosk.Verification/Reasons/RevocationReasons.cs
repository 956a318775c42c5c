using Kiosk.Words;

namespace Kiosk.Verification.Reasons;

/// <summary><c>revocation.*</c>: the card is revoked, or its status is unknown. The member's sentence does not reveal a revocation.</summary>
internal static class RevocationReasons
{
    private static readonly Phrase Withdrawn = new(
        "Không ghi nhận bằng thẻ này; trao đổi riêng tại bàn hỗ trợ và liên hệ cơ quan quản lý thẻ.",
        "Do not check in by this card; talk in private at the support desk and call the card authority.");

    private static readonly Phrase Synchronise = new(
        "Đồng bộ dữ liệu cho máy qua mạng hoặc bằng USB; trong khi chờ, ghi nhận tại bàn hỗ trợ.",
        "Synchronise the terminal over the network or from a USB stick; until then check in at the support desk.");

    public static Reason[] Rows =>
    [
        Of(
            ReasonCode.RevocationRevoked,
            "revocation.revoked",
            ReasonSeverity.SecurityAlert,
            new("Chứng thư số của thẻ đã bị thu hồi.", "The card's certificate has been revoked."),
            Withdrawn),
        Of(
            ReasonCode.RevocationOnHold,
            "revocation.on-hold",
            ReasonSeverity.Refusal,
            new("Chứng thư số của thẻ đang bị tạm dừng.", "The card's certificate is on hold."),
            Withdrawn),
        Of(
            ReasonCode.RevocationStale,
            "revocation.stale",
            ReasonSeverity.TerminalFault,
            new("Danh sách thu hồi trên máy đã quá hạn cập nhật.", "The terminal's revocation list is past its next update."),
            Synchronise),
        Of(
            ReasonCode.RevocationUnknown,
            "revocation.unknown",
            ReasonSeverity.TerminalFault,
            new("Máy không có danh sách thu hồi của cơ quan cấp chứng thư số này.", "The terminal has no revocation list of this certificate's issuer."),
            Synchronise),
        Of(
            ReasonCode.RevocationIssuerRevoked,
            "revocation.issuer-revoked",
            ReasonSeverity.SecurityAlert,
            new("Chứng thư số của cơ quan cấp thẻ đã bị thu hồi.", "The issuing authority's certificate has been revoked."),
            new("Ghi nhận thủ công tại bàn hỗ trợ; hỏi cơ quan quản lý thẻ về việc đổi thẻ của đơn vị.", "Check in by hand at the support desk; ask the card authority when the unit's cards are exchanged.")),
    ];

    private static Reason Of(ReasonCode code, string name, ReasonSeverity severity, Phrase meaning, Phrase operatorRemedy) =>
        new(code, name, severity, meaning, MemberRemedies.SupportDesk, operatorRemedy);
}
