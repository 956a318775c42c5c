using System.Buffers;
using System.Text;

namespace Kiosk.Collector.Reports;

/// <summary>CSV (RFC 4180) in UTF-8 with a byte order mark, by which Excel recognises it. What a spreadsheet would take for a formula gets an apostrophe in front.</summary>
internal static class CsvFormat
{
    private const string FormulaStarts = "=+-@\t\r\n";

    private static readonly SearchValues<char> MustBeQuoted = SearchValues.Create(",;\"\r\n\t");

    /// <summary>One table as it is; several below one another, each under its title.</summary>
    public static byte[] Write(IReadOnlyList<ReportBlock.Table> tables)
    {
        var text = new StringBuilder();
        foreach (var table in tables)
        {
            if (tables.Count > 1)
            {
                text.Append(text.Length > 0 ? "\r\n" : "");
                AppendLine(text, [table.Title]);
            }

            AppendLine(text, table.Columns.Select(column => column.Title));
            foreach (var row in table.Rows)
            {
                AppendLine(text, row.Select(cell => cell.Number is { } number ? number.ToString(System.Globalization.CultureInfo.InvariantCulture) : Disarm(cell.Text)));
            }
        }

        return [.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text.ToString())];
    }

    private static string Disarm(string text) => text.Length > 0 && FormulaStarts.Contains(text[0]) ? $"'{text}" : text;

    private static void AppendLine(StringBuilder text, IEnumerable<string> fields) =>
        text.AppendJoin(',', fields.Select(field => field.AsSpan().ContainsAny(MustBeQuoted) ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field)).Append("\r\n");
}
