using Kiosk.Words;

namespace Kiosk.Feed.Tokens;

/// <summary>The result of checking the receipt of a procedure by the keys of the terminals; pure.</summary>
/// <param name="Receipt">What it states; null if it is not whole. Not to be believed unless genuine.</param>
/// <param name="Number">Null if it is no receipt number.</param>
/// <param name="Key">The key that signed it; null if none did.</param>
public sealed record ReceiptJudgement(ReceiptStanding Standing, ProcedureReceipt? Receipt = null, ReceiptNumber? Number = null, ReceiptKey? Key = null)
{
    private static readonly Phrase NotWhole = new("nội dung mã QR không đầy đủ, hoặc không phải biên nhận của thủ tục", "the text of the QR code is not whole, or is no receipt of a procedure");

    private static readonly Phrase WrongNumber = new("số biên nhận không đúng, hoặc không khớp với ngày tiếp nhận trong biên nhận", "its number is not a receipt number, or is not of the day that the receipt states");

    public bool IsGenuine => Standing is ReceiptStanding.Genuine;

    /// <summary>Why it proves nothing, as part of a sentence; null if it is genuine.</summary>
    public Phrase? Objection => Standing switch
    {
        ReceiptStanding.Genuine => null,
        ReceiptStanding.WrongNumber => WrongNumber,
        ReceiptStanding.UnknownTerminal => new($"chưa biết khóa của máy {Number!.Terminal}", $"the key of terminal {Number!.Terminal} is not known here"),
        ReceiptStanding.NotSigned => new($"biên nhận không được ký bằng khóa của máy {Number!.Terminal}, hoặc đã bị sửa", $"it is not signed by the key of terminal {Number!.Terminal}, or was changed"),
        ReceiptStanding.Revoked => new(
            $"khóa ký biên nhận đã bị thu hồi ngày {LocalFormat.Day(Key!.Revoked!.At)}; chỉ bản ghi số {Number!.Sequence} trong nhật ký của máy {Number.Terminal} mới cho biết biên nhận được lập trước ngày đó",
            $"the key that signed it was revoked on {LocalFormat.Day(Key!.Revoked!.At)}; only record {Number!.Sequence} in the journal of terminal {Number.Terminal} shows whether it was made before"),
        ReceiptStanding.Expired => new(
            $"biên nhận ghi ngày {LocalFormat.Day(Receipt!.RecordedAt)}, sau khi chứng thư số của máy {Number!.Terminal} hết hạn ngày {LocalFormat.Day(Key!.NotAfter!.Value)}",
            $"it is dated {LocalFormat.Day(Receipt!.RecordedAt)}, after the certificate of terminal {Number!.Terminal} ended on {LocalFormat.Day(Key!.NotAfter!.Value)}"),
        _ => NotWhole,
    };

    /// <param name="text">As the QR code holds it.</param>
    /// <param name="keysOf">The keys of a terminal by its id; empty if it is unknown.</param>
    public static ReceiptJudgement Of(string text, Func<string, IReadOnlyList<ReceiptKey>> keysOf)
    {
        if (ProcedureReceipt.TryParse(text) is not ({ } receipt, { } token))
        {
            return new(ReceiptStanding.NotWhole);
        }

        if (!ReceiptNumber.TryParse(receipt.Number, out var number) || !number.IsOf(receipt.RecordedAt))
        {
            return new(ReceiptStanding.WrongNumber, receipt, number);
        }

        if (keysOf(number.Terminal) is not { Count: > 0 } keys)
        {
            return new(ReceiptStanding.UnknownTerminal, receipt, number);
        }

        var key = keys.FirstOrDefault(one => token.IsSignedBy(one.SubjectPublicKeyInfo.Span));
        return new(StandingBy(key, receipt), receipt, number, key);
    }

    private static ReceiptStanding StandingBy(ReceiptKey? key, ProcedureReceipt receipt) => key switch
    {
        null => ReceiptStanding.NotSigned,
        { Revoked: not null } => ReceiptStanding.Revoked,
        { NotAfter: { } end } when receipt.RecordedAt > end => ReceiptStanding.Expired,
        _ => ReceiptStanding.Genuine,
    };
}
