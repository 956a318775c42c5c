using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Kiosk.Verification.Reasons;

namespace Kiosk.Journal;

/// <summary>Writes the unsealed part of a journal as text, one <see cref="ExportLine"/> an entry; the sealed part in Base64 on request.</summary>
internal static class JournalExport
{
    // RFC 4180, 2.1.
    private const string LineEnd = "\r\n";

    private static readonly SearchValues<char> NeedsQuotes = SearchValues.Create("\",\r\n");
    private static readonly SearchValues<char> BeginsFormula = SearchValues.Create("=+-@\t\r");

    // Keeps Vietnamese readable: the default encoder escapes every accented letter.
    private static readonly ExportLineJson Json = new(new(ExportLineJson.Default.Options) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) });

    /// <summary>
    /// Writes CSV (RFC 4180) with a header line. A cell that a spreadsheet would evaluate as a formula is prefixed with an apostrophe; JSON lines are not changed.
    /// </summary>
    public static void WriteCsv(IEnumerable<JournalEntry> entries, TextWriter writer, Func<ReasonCode, string> nameOf, bool withSealed = false)
    {
        string[] header =
        [
            "sequence", "instant", "clock_trust", "clock_fault", "mode", "context", "door", "outcome", "code", "reason", "pseudonym", "counts", "sealed_length",
        ];
        WriteRow(writer, withSealed ? [.. header, "sealed"] : header);
        foreach (var entry in entries)
        {
            WriteRow(writer, Cells(ExportLine.Of(entry, nameOf, withSealed)));
        }
    }

    /// <summary>Writes one JSON object per line.</summary>
    public static void WriteJsonLines(IEnumerable<JournalEntry> entries, TextWriter writer, Func<ReasonCode, string> nameOf, bool withSealed = false)
    {
        foreach (var entry in entries)
        {
            writer.Write(JsonSerializer.Serialize(ExportLine.Of(entry, nameOf, withSealed), Json.ExportLine));
            writer.Write('\n');
        }
    }

    private static string[] Cells(ExportLine line)
    {
        string[] clear =
        [
            line.Sequence.ToString(), line.Instant, line.ClockTrust, line.ClockFault, line.Mode, line.Context, line.Door, line.Outcome, line.Code.ToString(), line.Reason,
            line.Pseudonym, line.Counts, line.SealedLength.ToString(),
        ];
        return line.Sealed is { } base64 ? [.. clear, base64] : clear;
    }

    private static void WriteRow(TextWriter writer, string[] cells)
    {
        writer.Write(string.Join(',', cells.Select(Cell)));
        writer.Write(LineEnd);
    }

    private static string Cell(string text)
    {
        var harmless = text.Length > 0 && BeginsFormula.Contains(text[0]) ? "'" + text : text;
        return harmless.AsSpan().ContainsAny(NeedsQuotes) ? $"\"{harmless.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : harmless;
    }
}
