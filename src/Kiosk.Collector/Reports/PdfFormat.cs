using System.Globalization;
using Kiosk.Ui.Rendering.Paper;
using Kiosk.Words;

namespace Kiosk.Collector.Reports;

/// <summary>A document on A4 in the form of Party documents: head, kind and subject, text and tables, signature block and recipients; page numbers at the top.</summary>
internal sealed class PdfFormat : IDisposable
{
    private const double PointsPerMillimetre = 72 / 25.4;
    private const double CellPadding = 3;
    private const double ParagraphGap = 6;
    private const double Thin = 0.5;

    private readonly ReportTemplate template;
    private readonly PaperDocument paper;
    private readonly double left;
    private readonly double width;
    private readonly double bottom;
    private double y;
    private int page = 1;

    private PdfFormat(ReportDocument document, ReportTemplate template)
    {
        this.template = template;
        paper = new($"{document.Kind} {document.Subject}", template.Fonts);
        left = template.MarginLeft * PointsPerMillimetre;
        width = PaperDocument.Width - left - (template.MarginRight * PointsPerMillimetre);
        bottom = PaperDocument.Height - (template.MarginBottom * PointsPerMillimetre);
        y = template.MarginTop * PointsPerMillimetre;
    }

    public static byte[] Write(ReportDocument document, ReportTemplate template, DateTimeOffset day, Language language)
    {
        using var format = new PdfFormat(document, template);
        format.Head(day, language);
        format.Title(document);
        foreach (var block in document.Blocks)
        {
            format.Write(block);
        }

        format.Signature(language);
        format.paper.EndPage();
        return format.paper.Finish();
    }

    public void Dispose() => paper.Dispose();

    private void Head(DateTimeOffset day, Language language)
    {
        var (half, start) = (width / 2, y);
        y += paper.Draw(new(template.SuperiorBody, 14, Alignment: PaperAlignment.Centre), left, y, half - 6);
        y += paper.Draw(new(template.IssuingBody, 14, IsBold: true, Alignment: PaperAlignment.Centre), left, y, half - 6);
        y += paper.Draw(new("*", 14, Alignment: PaperAlignment.Centre), left, y, half - 6);
        y += paper.Draw(new(template.Number, 14, Alignment: PaperAlignment.Centre), left, y, half - 6);
        var party = new PaperText(template.Party, 15, IsBold: true, Alignment: PaperAlignment.Centre);
        var right = start + paper.Draw(party, left + half - 12, start, half + 12);
        // The line is as long as the words.
        var length = Math.Min(half + 12, paper.WidthOf(party));
        var middle = left + half - 12 + ((half + 12) / 2);
        paper.Line(middle - (length / 2), right + 2, middle + (length / 2), right + 2, 1);
        var local = day.ToOffset(TimeSpan.FromHours(7));
        var date = new Phrase($"{template.Place}, ngày {local:dd} tháng {local:MM} năm {local:yyyy}", $"{template.Place}, {LocalFormat.Day(day)}").In(language);
        right += 8 + paper.Draw(new(date, 14, IsItalic: true, Alignment: PaperAlignment.Right), left + half - 12, right + 8, half + 12);
        y = Math.Max(y, right) + 18;
    }

    private void Title(ReportDocument document)
    {
        y += paper.Draw(new(document.Kind, 16, IsBold: true, Alignment: PaperAlignment.Centre), left, y, width);
        y += paper.Draw(new(document.Subject, 14, IsBold: true, Alignment: PaperAlignment.Centre), left, y, width) + ParagraphGap;
        paper.Line(left + (width * 0.4), y, left + (width * 0.6), y, Thin);
        y += 12;
    }

    private void Write(ReportBlock block)
    {
        switch (block)
        {
            case ReportBlock.Paragraph paragraph:
                Paragraph(new(paragraph.Text, template.TextSize, IsBold: paragraph.IsHeading), keepWith: paragraph.IsHeading ? 60 : 0);
                break;
            case ReportBlock.Table table:
                Table(table);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(block), block, "Nothing prints this part.");
        }
    }

    /// <param name="keepWith">Room that must be left below it on its page.</param>
    private void Paragraph(PaperText text, double keepWith = 0)
    {
        Require(paper.Measure(text, width) + keepWith);
        y += paper.Draw(text, left, y, width) + ParagraphGap;
    }

    private void Table(ReportBlock.Table table)
    {
        var total = table.Columns.Sum(column => column.Width);
        double[] widths = [.. table.Columns.Select(column => column.Width / total * width)];
        var count = table.IsList ? $" ({table.Rows.Count.ToString(CultureInfo.InvariantCulture)})" : "";
        Paragraph(new(table.Title + count, template.TextSize, IsBold: true), keepWith: 50);
        if (table.Rows.Count == 0)
        {
            return;
        }

        ReportCell[] head = [.. table.Columns.Select(column => new ReportCell(column.Title))];
        Row(head, widths, isHead: true);
        foreach (var row in table.Rows)
        {
            if (y + HeightOf(row, widths, isHead: false) > bottom)
            {
                NextPage();
                Row(head, widths, isHead: true);
            }

            Row(row, widths, isHead: false);
        }

        y += 10;
    }

    private void Row(IReadOnlyList<ReportCell> cells, double[] widths, bool isHead)
    {
        var height = HeightOf(cells, widths, isHead);
        var x = left;
        paper.Line(left, y, left + width, y, Thin);
        for (var column = 0; column < widths.Length; column++)
        {
            paper.Draw(TextOf(cells[column], isHead), x + CellPadding, y + CellPadding, widths[column] - (2 * CellPadding));
            paper.Line(x, y, x, y + height, Thin);
            x += widths[column];
        }

        paper.Line(left + width, y, left + width, y + height, Thin);
        y += height;
        paper.Line(left, y, left + width, y, Thin);
    }

    private double HeightOf(IReadOnlyList<ReportCell> cells, double[] widths, bool isHead) =>
        widths.Select((column, index) => paper.Measure(TextOf(cells[index], isHead), column - (2 * CellPadding))).Max() + (2 * CellPadding);

    private PaperText TextOf(ReportCell cell, bool isHead) =>
        new(cell.Text, template.TableSize, IsBold: isHead, Alignment: isHead ? PaperAlignment.Centre : cell.Number is null ? PaperAlignment.Left : PaperAlignment.Right);

    private void Signature(Language language)
    {
        Require(150);
        y += 12;
        var (half, start) = (width / 2, y);
        var recipients = new PaperText(new Phrase("Nơi nhận:", "Recipients:").In(language), 12, IsItalic: true);
        var below = start + paper.Draw(recipients, left, start, half);
        foreach (var recipient in template.Recipients)
        {
            below += paper.Draw(new(recipient, 12), left, below, half);
        }

        foreach (var line in template.Authority)
        {
            y += paper.Draw(new(line, 14, IsBold: true, Alignment: PaperAlignment.Centre), left + half, y, half);
        }

        y += 70;
        y += paper.Draw(new(template.Signer, 14, IsBold: true, Alignment: PaperAlignment.Centre), left + half, y, half);
        y = Math.Max(y, below);
    }

    private void Require(double height)
    {
        if (y + height > bottom)
        {
            NextPage();
        }
    }

    private void NextPage()
    {
        paper.EndPage();
        page++;
        y = template.MarginTop * PointsPerMillimetre;
        // The first page bears no number.
        paper.Draw(new(page.ToString(CultureInfo.InvariantCulture), 14, Alignment: PaperAlignment.Centre), left, y / 2, width);
    }
}
