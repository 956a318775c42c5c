using System.IO.Compression;
using System.Security.Cryptography.X509Certificates;

namespace Kiosk.Collector.Reports;

/// <summary>A report and its detached signature (<see cref="ReportSigner"/>) as one file to download: a ZIP archive.</summary>
internal static class SignedReport
{
    /// <exception cref="ReportException">The certificate is not in force.</exception>
    public static ReportFile Pack(ReportFile report, X509Certificate2 signer, DateTimeOffset now)
    {
        var signature = ReportSigner.Sign(report.Content, signer, now);
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(archive, report.Name, report.Content.Span, now);
            Add(archive, report.Name + ReportSigner.Ending, signature, now);
        }

        return new($"{report.Name}.zip", "application/zip", stream.ToArray());
    }

    private static void Add(ZipArchive archive, string name, ReadOnlySpan<byte> content, DateTimeOffset now)
    {
        var entry = archive.CreateEntry(name);
        entry.LastWriteTime = now;
        using var written = entry.Open();
        written.Write(content);
    }
}
