namespace Kiosk.Collector.Reports;

/// <summary>A report as every format shows it.</summary>
/// <param name="Kind">Such as DANH SÁCH.</param>
/// <param name="Subject">Below the kind.</param>
internal sealed record ReportDocument(string Kind, string Subject, IReadOnlyList<ReportBlock> Blocks)
{
    public IEnumerable<ReportBlock.Table> Tables => Blocks.OfType<ReportBlock.Table>();

    public IEnumerable<ReportBlock.Paragraph> Paragraphs => Blocks.OfType<ReportBlock.Paragraph>();
}

/// <summary>A part of a report.</summary>
internal abstract record ReportBlock
{
    private ReportBlock()
    {
    }

    /// <param name="Text">In one paragraph.</param>
    public sealed record Paragraph(string Text, bool IsHeading = false) : ReportBlock;

    /// <param name="Title">Above it; the name of a spreadsheet's sheet.</param>
    /// <param name="Rows">Each as long as <paramref name="Columns"/>.</param>
    /// <param name="IsList">Of people: how many there are stands behind the title.</param>
    public sealed record Table(string Title, IReadOnlyList<ReportColumn> Columns, IReadOnlyList<IReadOnlyList<ReportCell>> Rows, bool IsList = false) : ReportBlock;
}

/// <param name="Width">Relative to the other columns'.</param>
internal sealed record ReportColumn(string Title, double Width);

/// <summary>A text, or a number.</summary>
internal readonly record struct ReportCell(string Text, long? Number = null)
{
    public static implicit operator ReportCell(string? text) => new(text ?? "");
}
