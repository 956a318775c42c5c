using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;
using Kiosk.Collector.Reports;
using Kiosk.Collector.Tests.People;
using Kiosk.Collector.Tests.Storage;
using Kiosk.Testing.Skipping;
using Kiosk.Words;

namespace Kiosk.Collector.Tests.Reports;

/// <summary>Each format read back by somebody else's program.</summary>
[SupportedOSPlatform("linux")]
public abstract class ReportFormatsContract(EngineFixture engine)
{
    private static readonly DateTimeOffset Noon = ReportScene.Starts.AddHours(4);

    [Theory]
    [InlineData("attendance", 7)]
    [InlineData("credentials", 6)]
    [InlineData("minutes", 7)]
    public async Task A_workbook_is_valid_by_the_standards_schemas(string form, int sheets)
    {
        await using var scene = await ReportScene.UsualAsync(engine.Create());

        using var workbook = SpreadsheetDocument.Open(new MemoryStream((await MakeAsync(scene, form, ReportFormat.Xlsx)).Content.ToArray()), isEditable: false);

        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2019).Validate(workbook).Select(error => $"{error.Path?.XPath} {error.Description}"));
        Assert.Equal(sheets, workbook.WorkbookPart!.Workbook.Sheets!.Count());
    }

    [Fact]
    public async Task A_workbook_holds_names_as_text_and_counts_as_numbers()
    {
        await using var scene = await ReportScene.UsualAsync(engine.Create());
        var file = await MakeAsync(scene, "attendance", ReportFormat.Xlsx);

        using var workbook = SpreadsheetDocument.Open(new MemoryStream(file.Content.ToArray()), isEditable: false);

        Assert.Equal(["1", "Hoa Văn Bình", "00000002", "Chi bộ 2", "Đoàn 2", "Đại biểu đương nhiên", "08:12", "Cửa 2", "Đến sau giờ bắt đầu"], Row(workbook, "Có mặt", 1));
        var absent = Cells(workbook, "Vắng chưa rõ lý do", 2).Take(2).ToList();
        Assert.Equal(["2", "=1+1"], absent.Select(cell => cell.InnerText));
        Assert.Equal([null, CellValues.InlineString], absent.Select(cell => cell.DataType?.Value));
        Assert.DoesNotContain(absent, cell => cell.CellFormula is not null);
        Assert.Equal(["Tổng số", "4", "2", "0", "0", "2"], Row(workbook, "Tổng hợp theo đoàn", 3));
        Assert.Equal("dai-hoi-2026-attendance.xlsx", file.Name);
    }

    [Fact]
    public async Task CSV_has_a_byte_order_mark_and_no_formula()
    {
        await using var scene = await ReportScene.UsualAsync(engine.Create());

        var content = (await MakeAsync(scene, "attendance", ReportFormat.Csv)).Content.ToArray();

        Assert.Equal([0xEF, 0xBB, 0xBF], content[..3]);
        var lines = Encoding.UTF8.GetString(content[3..]).Split("\r\n");
        Assert.Equal("Phiên,STT,Họ và tên,Số thẻ,Đơn vị,Đoàn,Tư cách,Tình trạng,Giờ đến,Cửa,Đến sau giờ bắt đầu,Lý do", lines[0]);
        Assert.Equal("phien-1,4,'=1+1,00000004,Chi bộ 2,Đoàn 2,Đại biểu dự khuyết,Vắng chưa rõ lý do,,,,", lines[4]);
        Assert.Equal("phien-1,1,Hoa Văn Bình,00000002,Chi bộ 2,Đoàn 2,Đại biểu đương nhiên,Có mặt,22/11/2026 08:12,Cửa 2,x,", lines[1]);
    }

    [Fact]
    public async Task JSON_names_people_in_the_lists_and_nobody_in_the_figures()
    {
        await using var scene = await ReportScene.UsualAsync(engine.Create());

        using var list = JsonDocument.Parse((await MakeAsync(scene, "attendance", ReportFormat.Json)).Content);
        var figures = Encoding.UTF8.GetString((await MakeAsync(scene, "credentials", ReportFormat.Json)).Content.Span);

        Assert.Equal("2026-11-22T01:12:00Z", list.RootElement.GetProperty("sessions")[0].GetProperty("people")[0].GetProperty("at").GetString());
        Assert.Contains("\"present\": 2", figures, StringComparison.Ordinal);
        Assert.DoesNotContain("Hoa", figures, StringComparison.Ordinal);
    }

    [FactWithTool("pdftotext")]
    public async Task A_PDF_has_the_forms_head_the_names_the_totals_and_the_signature_block()
    {
        await using var scene = await ReportScene.UsualAsync(engine.Create());
        var template = new ReportTemplate { SuperiorBody = "TỈNH ỦY A", IssuingBody = "BAN TỔ CHỨC ĐẠI HỘI", Place = "Hà Nội", Signer = "Lê Văn Ký" };

        var text = await ReportScene.RunAsync("pdftotext", "-layout", await WriteAsync(scene, await MakeAsync(scene, "minutes", ReportFormat.Pdf, template)), "-");

        Assert.All(
            ["ĐẢNG CỘNG SẢN VIỆT NAM", "TỈNH ỦY A", "BAN TỔ CHỨC ĐẠI HỘI", "Hà Nội, ngày 22 tháng 11 năm 2026", "PHỤ LỤC BIÊN BẢN", "Trần Đức Hòa", "T/M BAN TỔ CHỨC", "Lê Văn Ký", "Nơi nhận:", "HN-01"],
            words => Assert.Contains(words, text, StringComparison.Ordinal));
    }

    [FactWithTool("pdffonts")]
    public async Task Every_font_of_a_PDF_is_embedded()
    {
        await using var scene = await ReportScene.UsualAsync(engine.Create());

        var fonts = (await ReportScene.RunAsync("pdffonts", await WriteAsync(scene, await MakeAsync(scene, "attendance", ReportFormat.Pdf)))).Split('\n', StringSplitOptions.RemoveEmptyEntries)[2..];

        Assert.NotEmpty(fonts);
        // Columns from the end: object, its generation, unicode, subset, embedded.
        Assert.All(fonts, font => Assert.Equal("yes yes yes", string.Join(' ', font.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^5..^2])));
    }

    [FactWithTool("pdftotext")]
    public async Task A_long_list_repeats_its_first_line_on_each_numbered_page()
    {
        await using var scene = new ReportScene(engine.Create()).With(source => source
            .WithMembers([.. Enumerable.Range(1, 90).Select(number => ($"Nguyễn Văn {number}", "Chi bộ 1"))])
            .WithMeeting(string.Concat(Enumerable.Range(1, 90).Select(number => $"{number:D8},delegateElected,,,,,,,\n"))));
        await scene.Enter(1, ReportScene.Starts).CollectAsync();

        var text = await ReportScene.RunAsync("pdftotext", "-layout", await WriteAsync(scene, await MakeAsync(scene, "attendance", ReportFormat.Pdf)), "-");

        var pages = text.Split('\f', StringSplitOptions.RemoveEmptyEntries);
        Assert.InRange(pages.Length, 3, 8);
        Assert.Equal("2", pages[1].TrimStart().Split('\n')[0].Trim());
        Assert.Contains("Họ và tên", pages[1], StringComparison.Ordinal);
        Assert.All(Enumerable.Range(1, 90), number => Assert.Contains($"{number:D8}", text, StringComparison.Ordinal));
    }

    [FactWithTool("openssl")]
    public async Task A_signed_report_is_verified_by_openssl_and_a_changed_one_is_not()
    {
        await using var scene = await ReportScene.UsualAsync(engine.Create());
        var file = await MakeAsync(scene, "attendance", ReportFormat.Csv);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=Thu ky", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(30));
        var path = await WriteAsync(scene, file);
        await WriteAsync(path + ReportSigner.Ending, ReportSigner.Sign(file.Content, certificate, DateTimeOffset.UtcNow));
        await WriteAsync(scene.Folder["ca.pem"], Encoding.ASCII.GetBytes(certificate.ExportCertificatePem()));
        string[] verify = ["cms", "-verify", "-binary", "-inform", "DER", "-in", path + ReportSigner.Ending, "-CAfile", scene.Folder["ca.pem"], "-purpose", "any", "-out", scene.Folder["out"], "-content"];

        await ReportScene.RunAsync("openssl", [.. verify, path]);
        await WriteAsync(scene.Folder["other.csv"], "other"u8.ToArray());

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => ReportScene.RunAsync("openssl", [.. verify, scene.Folder["other.csv"]]));
        Assert.Contains("CMS Verification failure", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Reports_speak_English_too()
    {
        await using var scene = await ReportScene.UsualAsync(engine.Create());

        var file = await scene.Reporter(Noon, language: Language.English).MakeAsync(TestSource.Meeting, session: null, ReportForm.Attendance, ReportFormat.Csv, CancellationToken.None);

        Assert.Contains("Elected delegate,Present,22/11/2026 07:40", Encoding.UTF8.GetString(file.Content.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_meeting_that_was_not_imported_and_a_session_that_is_not_there_are_refused()
    {
        await using var scene = await ReportScene.UsualAsync(engine.Create());
        var reporter = scene.Reporter(Noon);

        var unknown = await Assert.ThrowsAsync<ReportException>(() => reporter.MakeAsync("khac", null, ReportForm.Attendance, ReportFormat.Csv, CancellationToken.None));
        var absent = await Assert.ThrowsAsync<ReportException>(() => reporter.MakeAsync(TestSource.Meeting, "phien-9", ReportForm.Attendance, ReportFormat.Csv, CancellationToken.None));

        Assert.Contains("was not imported", unknown.Message, StringComparison.Ordinal);
        Assert.Contains("its sessions are phien-1", absent.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "textSize": 2 }""", "sizes are from 6 to 30")]
    [InlineData("{\n \"party\": \"X\",\n \"colour\": \"red\" }", "line 3")]
    [InlineData("null", "line 1")]
    [InlineData("""{ "authority": null }""", "line 1")]
    public void A_template_that_cannot_be_used_is_refused_by_line(string json, string sentence) =>
        Assert.Contains(sentence, Assert.Throws<ReportException>(() => ReportTemplate.Parse(Encoding.UTF8.GetBytes(json), "report.json")).Message, StringComparison.Ordinal);

    private static Task<ReportFile> MakeAsync(ReportScene scene, string form, ReportFormat format, ReportTemplate? template = null) =>
        scene.Reporter(Noon, template).MakeAsync(TestSource.Meeting, session: null, Enum.Parse<ReportForm>(form, ignoreCase: true), format, CancellationToken.None);

    private static async Task<string> WriteAsync(ReportScene scene, ReportFile file) => await WriteAsync(scene.Folder[file.Name], file.Content.ToArray());

    private static async Task<string> WriteAsync(string path, byte[] content)
    {
        await using var file = new FileStream(path, FileMode.Create);
        await file.WriteAsync(content);
        return path;
    }

    private static IEnumerable<string> Row(SpreadsheetDocument workbook, string sheet, int row) => Cells(workbook, sheet, row).Select(cell => cell.InnerText);

    private static IEnumerable<Cell> Cells(SpreadsheetDocument workbook, string sheet, int row)
    {
        var part = workbook.WorkbookPart!;
        var id = part.Workbook.Descendants<Sheet>().Single(one => one.Name == sheet).Id!.Value!;
        return ((WorksheetPart)part.GetPartById(id)).Worksheet.Descendants<Row>().ElementAt(row).Elements<Cell>();
    }
}

[Collection(SharedPostgres.Name)]
[SupportedOSPlatform("linux")]
public sealed class PostgresReportFormatsTests(SharedPostgresFixture engine) : ReportFormatsContract(engine);

[SupportedOSPlatform("linux")]
public sealed class SqliteReportFormatsTests(SqliteFixture engine) : ReportFormatsContract(engine), IClassFixture<SqliteFixture>;
