using System.Text.Json;
using Kiosk.Verification.Reasons;
using Kiosk.Verification.Time;

namespace Kiosk.Journal.Tests;

public sealed class JournalExportTests
{
    private const string Header = "sequence,instant,clock_trust,clock_fault,mode,context,door,outcome,code,reason,pseudonym,counts,sealed_length";

    [Fact]
    public void An_entry_is_a_line_of_CSV()
    {
        var line = Csv(Entry());

        Assert.Equal(
            Header + "\r\n7,2026-11-22T01:05:00.0000000Z,floor-only,none,meeting,dai-hoi/phien-1,Cửa số 2,already-in,701,AdmissionAlreadyIn,000102,nothing,3\r\n",
            line);
    }

    [Fact]
    public void The_sealed_part_is_an_extra_column_on_request()
    {
        var lines = Csv(Entry(), withSealed: true).Split("\r\n");

        Assert.EndsWith(",sealed_length,sealed", lines[0], StringComparison.Ordinal);
        Assert.EndsWith(",3,MIIB", lines[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("say \"two\"", "\"say \"\"two\"\"\"")]
    [InlineData("two\r\nlines", "\"two\r\nlines\"")]
    [InlineData("=HYPERLINK(1)", "'=HYPERLINK(1)")]
    [InlineData("+84", "'+84")]
    [InlineData("-1", "'-1")]
    [InlineData("@sum", "'@sum")]
    [InlineData("\tx", "'\tx")]
    [InlineData("=1,2", "\"'=1,2\"")]
    [InlineData("a=b", "a=b")]
    [InlineData("", "")]
    public void A_cell_is_quoted_and_never_a_formula(string door, string cell) =>
        Assert.Contains($",dai-hoi/phien-1,{cell},already-in,", Csv(Entry(door)), StringComparison.Ordinal);

    [Fact]
    public void An_entry_is_one_line_of_JSON()
    {
        var line = JsonLines(Entry("=\"x\"\n"), withSealed: true);

        Assert.Equal(1, line.Count(letter => letter == '\n'));
        var json = JsonDocument.Parse(line).RootElement;
        Assert.Equal(7, json.GetProperty("sequence").GetInt32());
        Assert.Equal("2026-11-22T01:05:00.0000000Z", json.GetProperty("instant").GetString());
        Assert.Equal("=\"x\"\n", json.GetProperty("door").GetString());
        Assert.Equal("AdmissionAlreadyIn", json.GetProperty("reason").GetString());
        Assert.Equal("MIIB", json.GetProperty("sealed").GetString());
    }

    [Fact]
    public void JSON_omits_the_sealed_part_unless_requested()
    {
        var line = JsonLines(Entry());

        Assert.DoesNotContain("\"sealed\"", line, StringComparison.Ordinal);
        Assert.Contains("Cửa số 2", line, StringComparison.Ordinal);
    }

    private static string Csv(JournalEntry entry, bool withSealed = false)
    {
        using var text = new StringWriter();
        JournalExport.WriteCsv([entry], text, code => code.ToString(), withSealed);
        return text.ToString();
    }

    private static string JsonLines(JournalEntry entry, bool withSealed = false)
    {
        using var text = new StringWriter();
        JournalExport.WriteJsonLines([entry], text, code => code.ToString(), withSealed);
        return text.ToString();
    }

    private static JournalEntry Entry(string door = "Cửa số 2") => new(
        new(7),
        new(
            new(JournalSamples.Morning.ToOffset(TimeSpan.FromHours(7)), ClockTrust.FloorOnly),
            JournalMode.Meeting,
            "dai-hoi/phien-1",
            door,
            new byte[] { 0, 1, 2 },
            JournalOutcome.AlreadyIn,
            ReasonCode.AdmissionAlreadyIn,
            Convert.FromBase64String("MIIB")),
        new byte[32]);
}
