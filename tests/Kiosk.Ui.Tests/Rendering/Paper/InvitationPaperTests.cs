using Kiosk.Testing.Durability;
using Kiosk.Testing.Processes;
using Kiosk.Testing.Skipping;
using Kiosk.Ui.Rendering.Paper;
using Kiosk.Ui.Tests.Screens;
using Kiosk.Words;

namespace Kiosk.Ui.Tests.Rendering.Paper;

/// <summary>Invitations as a printer gets them, read back by poppler.</summary>
public sealed class InvitationPaperTests : IDisposable
{
    private static readonly InvitationHeading Heading = new("THÀNH ỦY THÀNH PHỐ HỒ CHÍ MINH", "ĐẢNG ỦY PHƯỜNG BẾN NGHÉ", "Đại hội đại biểu Đảng bộ phường Bến Nghé lần thứ nhất", [("Phiên chính thức", Samples.Morning)]);

    private static readonly InvitationLetter Guest = new("12/2", "Nguyễn Thị Phương Thảo", IsGuest: true, "Khách mời", "Ủy ban Mặt trận Tổ quốc phường", ("A", "5", "12"), "2", GoldenTests.SignedText[..420]);

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [FactWithTool("pdftotext")]
    public async Task It_says_who_is_invited_where_and_when_and_what_to_bring()
    {
        var words = await ReadAsync("pdftotext", "-layout", Written([Guest], withList: false), "-");

        Assert.All(
            ["GIẤY MỜI", "Số: 12/2", "Trân trọng kính mời quý đại biểu", "Nguyễn Thị Phương Thảo", "Khách mời, Ủy ban Mặt trận Tổ quốc phường", "Thời gian: 08:05, ngày 22/11/2026", "Chỗ ngồi: khu A, hàng 5, ghế 12.", "Vào bằng cửa: 2", "giấy tờ tùy thân"],
            line => Assert.Contains(line, words, StringComparison.Ordinal));
    }

    [FactWithTool("pdftotext")]
    public async Task A_long_list_goes_on_over_pages()
    {
        var words = await ReadAsync("pdftotext", "-layout", Written([.. Enumerable.Range(1, 60).Select(number => Guest with { Number = $"{number}", Name = $"Người thứ {number}" })], withList: true), "-");

        Assert.InRange(words.Split('\f', StringSplitOptions.RemoveEmptyEntries).Length, 62, 64);
        Assert.Equal(2, words.Split("Người thứ 60").Length - 1);
    }

    [FactWithTool("pdftoppm")]
    public async Task It_matches_its_golden_picture()
    {
        await ReadAsync("pdftoppm", "-r", "96", "-png", "-singlefile", Written([Guest], withList: false), folder["letter"]);

        GoldenFile.Check("invitation-letter", PngReader.Read(folder["letter.png"]));
    }

    [Fact]
    public void A_code_that_is_too_long_for_a_scanner_is_refused() => Assert.Throws<ArgumentException>(() => InvitationPaper.Picture(new('A', 441)));

    private string Written(IReadOnlyList<InvitationLetter> letters, bool withList)
    {
        File.WriteAllBytes(folder["letter.pdf"], InvitationPaper.Render(Heading, letters, withList, Language.Vietnamese));
        return folder["letter.pdf"];
    }

    private static async Task<string> ReadAsync(string tool, params string[] arguments)
    {
        var ended = await ChildProcess.RunAsync(tool, arguments);
        Assert.True(ended.ExitCode == 0, ended.Errors);
        return ended.Output;
    }
}
