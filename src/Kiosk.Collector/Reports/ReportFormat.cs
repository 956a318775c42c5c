namespace Kiosk.Collector.Reports;

/// <summary>How a report is written.</summary>
internal enum ReportFormat
{
    Xlsx = 0,
    Pdf,
    Csv,
    Json,
}

/// <summary>A report as a file.</summary>
/// <param name="Name">Proposed, with its ending.</param>
internal sealed record ReportFile(string Name, string ContentType, ReadOnlyMemory<byte> Content);
