using Kiosk.Ui.Screens;
using Kiosk.Words;

namespace Kiosk.Ui.Wording;

/// <summary>The words of the appointment slip that no screen has.</summary>
internal static class SlipPhrases
{
    /// <summary>At the top of every document; it has no other language.</summary>
    public const string Party = "ĐẢNG CỘNG SẢN VIỆT NAM";

    public static readonly Phrase RecordedAt = new("Ghi nhận lúc {0}, ngày {1}, tại bàn {2}", "Recorded at {0}, {1}, desk {2}");
    public static readonly Phrase Missing = new("Giấy tờ còn thiếu, đề nghị đồng chí bổ sung:", "Documents still missing; please bring them:");
    public static readonly Phrase Check = new("Mã QR là biên nhận có chữ ký số của máy. Kiểm tra bằng: kiosk receipt verify", "The QR code is the receipt, signed by the terminal. Check it with: kiosk receipt verify");
    public static readonly Phrase CheckAt = new("Mã QR là biên nhận có chữ ký số của máy. Kiểm tra tại {0}", "The QR code is the receipt, signed by the terminal. Check it at {0}");
    public static readonly Phrase Unsigned = new("Biên nhận này chưa có chữ ký số; số biên nhận ghi trong nhật ký của máy.", "This receipt has no digital signature; its number is in the terminal's journal.");

    public static Phrase TitleOf(ReceiptAct act) => act switch
    {
        ReceiptAct.FeePaid => new("PHIẾU GHI NHẬN NỘP ĐẢNG PHÍ", "NOTE OF A PARTY FEE"),
        ReceiptAct.CardHandedOver => new("PHIẾU BÀN GIAO THẺ ĐẢNG VIÊN", "HAND-OVER OF A MEMBERSHIP CARD"),
        ReceiptAct.ResultReturned => new("PHIẾU TRẢ KẾT QUẢ", "RETURN OF A RESULT"),
        _ => new("GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", "RECEIPT OF A FILE AND APPOINTMENT FOR ITS RESULT"),
    };
}
