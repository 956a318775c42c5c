using Kiosk.Words;

namespace Kiosk.Collector.Reports;

/// <summary>Names and types of reports' files.</summary>
internal static class ReportFiles
{
    public static ReportFile Xlsx(ReportDocument document, string name, Language language) =>
        new($"{name}.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", XlsxFormat.Write(document, ReportWords.Note.In(language)));

    public static ReportFile Pdf(ReportDocument document, string name, ReportTemplate template, DateTimeOffset day, Language language) =>
        new($"{name}.pdf", "application/pdf", PdfFormat.Write(document, template, day, language));

    public static ReportFile Csv(IReadOnlyList<ReportBlock.Table> tables, string name) => new($"{name}.csv", "text/csv; charset=utf-8", CsvFormat.Write(tables));

    public static ReportFile Json(byte[] content, string name) => new($"{name}.json", "application/json", content);
}
