using System.IO.Compression;
using System.Runtime.Versioning;
using System.Text;
using System.Xml.Linq;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Kiosk.Collector.Reports;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Skipping;
using Kiosk.Words;

namespace Kiosk.Collector.Tests.Reports;

/// <summary>Names of doors come from terminals, and of guests from whoever typed them: whatever they hold, a report is a file that opens.</summary>
[SupportedOSPlatform("linux")]
public sealed class StrangeTextsTests
{
    private static readonly string[] Texts =
        ["O'Brien \"Bình\"; \\", "<script>alert(1)</script> &amp; ]]>", "\u202Eneddih\u202C", "مرحبا بكم", "👩🏽‍⚖️ Đại biểu 🇻🇳", "=cmd|' /C calc'!A0", "@SUM(1)", "a\0b\u0001\u001B[2J", "\uD83D", "\uFFFE\uFFFF", "dòng 1\r\ndòng 2\tô", new('Ế', 4_000)];

    private static readonly ReportDocument Document = new("DANH SÁCH", Texts[1], [new ReportBlock.Paragraph(string.Join(' ', Texts)), new ReportBlock.Table("Có mặt", [new("STT", 1), new("Họ và tên", 8)], [.. Texts.Select((text, index) => (IReadOnlyList<ReportCell>)[new("", index + 1), text])])]);

    [Fact]
    public void A_workbook_is_valid_and_holds_every_line()
    {
        var content = XlsxFormat.Write(Document, "Ghi chú");

        using var workbook = SpreadsheetDocument.Open(new MemoryStream(content), isEditable: false);
        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2019).Validate(workbook).Select(error => $"{error.Path?.XPath} {error.Description}"));
        using var archive = new ZipArchive(new MemoryStream(content));
        using var sheet = archive.GetEntry("xl/worksheets/sheet1.xml")!.Open();
        var read = XDocument.Load(sheet, LoadOptions.PreserveWhitespace);
        Assert.Equal(Texts.Length + 1, read.Descendants().Count(element => element.Name.LocalName == "row"));
        Assert.Contains(read.Descendants(), element => element.Name.LocalName == "t" && element.Value == Texts[4]);
        Assert.DoesNotContain(read.Descendants(), element => element.Name.LocalName == "f");
    }

    [Fact]
    public void CSV_keeps_each_text_in_its_field_and_none_is_a_formula()
    {
        var text = Encoding.UTF8.GetString(CsvFormat.Write([.. Document.Tables]));

        Assert.Contains("1,\"O'Brien \"\"Bình\"\"; \\\"\r\n", text, StringComparison.Ordinal);
        Assert.Contains("6,'=cmd|", text, StringComparison.Ordinal);
        Assert.Contains("7,'@SUM(1)\r\n", text, StringComparison.Ordinal);
        Assert.Contains("11,\"dòng 1\r\ndòng 2\tô\"\r\n", text, StringComparison.Ordinal);
    }

    [FactWithTool("pdftotext")]
    public async Task A_PDF_shows_them()
    {
        using var folder = TestFolder.Fast();
        await using (var file = new FileStream(folder["report.pdf"], FileMode.CreateNew))
        {
            await file.WriteAsync(PdfFormat.Write(Document, new(), ReportScene.Starts, Language.Vietnamese));
        }

        var text = await ReportScene.RunAsync("pdftotext", "-layout", folder["report.pdf"], "-");

        Assert.All(["O'Brien \"Bình\"", "<script>alert(1)</script>", "Đại biểu", "@SUM(1)"], words => Assert.Contains(words, text, StringComparison.Ordinal));
    }
}
