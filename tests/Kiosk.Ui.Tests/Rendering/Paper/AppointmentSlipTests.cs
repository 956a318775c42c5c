using Kiosk.Testing.Durability;
using Kiosk.Testing.Processes;
using Kiosk.Testing.Skipping;
using Kiosk.Ui.Rendering.Paper;
using Kiosk.Ui.Screens;
using Kiosk.Ui.Tests.Screens;
using Kiosk.Words;

namespace Kiosk.Ui.Tests.Rendering.Paper;

/// <summary>The slip as a printer gets it, read back by poppler.</summary>
public sealed class AppointmentSlipTests : IDisposable
{
    private static readonly SlipHeading Heading = new("THÀNH ỦY THÀNH PHỐ HỒ CHÍ MINH", "ĐẢNG ỦY PHƯỜNG BẾN NGHÉ", "https://thu-thap.vidu.vn:9471/r", "3");

    private static readonly Screen.ProcedureReceipt Receipt = new(
        Samples.Documents.Procedure,
        "HS-2026-0042",
        "HN-01-20261122-000017-X",
        new DateOnly(2026, 12, 6),
        Samples.Morning,
        GoldenTests.SignedText,
        Missing: [Samples.Documents.Documents[1].Name, Samples.Documents.Documents[4].Name],
        Facts: Samples.Documents.Facts);

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [FactWithTool("pdftotext")]
    public async Task It_says_what_the_screen_says_and_what_is_missing()
    {
        var words = await ReadAsync("pdftotext", "-layout", Written(Receipt), "-");

        Assert.All(
            [
                "ĐẢNG CỘNG SẢN VIỆT NAM", "ĐẢNG ỦY PHƯỜNG BẾN NGHÉ", "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ", "Chuyển sinh hoạt đảng chính thức", "Mã hồ sơ: HS-2026-0042",
                "Số biên nhận: HN-01-20261122-000017-X", "Hẹn trả kết quả: 06/12/2026", "Cấp giải quyết: xã", "Căn cứ: 338-QĐ/TW", "Ghi nhận lúc 08:05, ngày 22/11/2026, tại bàn 3", "2. Giấy giới thiệu sinh hoạt đảng",
                "https://thu-thap.vidu.vn:9471/r",
            ],
            line => Assert.Contains(line, words, StringComparison.Ordinal));
    }

    [FactWithTool("pdfinfo")]
    public async Task It_is_one_page_of_A5() =>
        Assert.Matches(@"Pages: +1\n(.*\n)*Page size: +419\.5\d* x 595\.2\d* pts", await ReadAsync("pdfinfo", Written(Receipt)));

    [FactWithTool("pdffonts")]
    public async Task Its_fonts_are_embedded()
    {
        var fonts = (await ReadAsync("pdffonts", Written(Receipt))).Split('\n', StringSplitOptions.RemoveEmptyEntries)[2..];

        Assert.NotEmpty(fonts);
        Assert.All(fonts, font => Assert.Matches(" yes yes (yes|no) ", font));
    }

    [FactWithTool("pdftoppm")]
    public async Task It_matches_its_golden_picture()
    {
        await ReadAsync("pdftoppm", "-r", "96", "-png", "-singlefile", Written(Receipt), folder["slip"]);

        GoldenFile.Check("slip", PngReader.Read(folder["slip.png"]));
    }

    [FactWithTool("pdftotext")]
    public async Task What_cannot_be_signed_says_so() =>
        Assert.Contains("chưa có chữ ký số", await ReadAsync("pdftotext", "-layout", Written(Receipt with { SignedText = null }), "-"), StringComparison.Ordinal);

    private string Written(Screen.ProcedureReceipt receipt)
    {
        File.WriteAllBytes(folder["slip.pdf"], AppointmentSlip.Render(receipt, Heading, Language.Vietnamese));
        return folder["slip.pdf"];
    }

    private static async Task<string> ReadAsync(string tool, params string[] arguments)
    {
        var ended = await ChildProcess.RunAsync(tool, arguments);
        Assert.True(ended.ExitCode == 0, ended.Errors);
        return ended.Output;
    }
}
