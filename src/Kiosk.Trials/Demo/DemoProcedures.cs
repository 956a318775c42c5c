using Kiosk.Feed.Records;

namespace Kiosk.Trials.Demo;

/// <summary>A small catalogue of procedures with fictitious codes and dates.</summary>
internal static class DemoProcedures
{
    private static readonly DateOnly Begin = new(2025, 7, 1);

    public static IReadOnlyList<Procedure> All { get; } =
    [
        Entry("CSH-CT", "Chuyển sinh hoạt đảng chính thức", "Permanent transfer of party activities", 10) with
        {
            Documents = [new("Hồ sơ đảng viên", "Member's file"), new("Bản tự kiểm điểm", "Self-review"), new("Phiếu công tác", "Work sheet")],
            LegalBasis = "338-QĐ/TW",
        },
        Entry("CSH-TT", "Chuyển sinh hoạt đảng tạm thời", "Temporary transfer of party activities", 5),
        Entry("DANG-PHI", "Nộp đảng phí", "Payment of party fees", null) with { Act = ProcedureAct.Fee },
        Entry("NX-CU-TRU", "Nhận xét của cấp ủy nơi cư trú", "Assessment by the committee at the place of residence", 7),
        Entry("CAP-LAI-THE", "Cấp lại thẻ đảng viên bị mất", "Replacement of a lost card", 30),
        Entry("DOI-THE", "Đổi thẻ đảng viên bị hỏng", "Exchange of a damaged card", 30),
        Entry("PHAT-THE", "Phát thẻ đảng viên mới", "Handing over of a new card", null) with { Act = ProcedureAct.CardHandover, LegalBasis = "51-CT/TW" },
        Entry("MIEN-SH", "Miễn công tác và sinh hoạt đảng", "Exemption from work and activities", 15),
        Entry("TUOI-DANG", "Cấp giấy xác nhận tuổi đảng", "Certificate of years of membership", 5),
        Entry("NUOC-NGOAI", "Ra nước ngoài vì việc riêng", "Private travel abroad", 7),
    ];

    private static Procedure Entry(string code, string vietnamese, string english, int? days) =>
        new(code, vietnamese, english, "xã", days, LegalBasis: null, Begin, ValidTo: null);
}
