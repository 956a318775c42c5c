using System.Text.Json.Serialization;
using Kiosk.Journal;
using Kiosk.Service.CommandLine.Answers;

namespace Kiosk.Service.CommandLine.Reports;

/// <summary>The output of <c>kiosk log verify</c>.</summary>
/// <param name="LastHash">SHA-256 of the last valid frame in hexadecimal. Comparing it with one noted earlier shows whether anything before it has changed.</param>
/// <param name="BrokenFile">The segment of the first break, or null.</param>
internal sealed record LogReport(bool Whole, string? TerminalId, int Segments, ulong Records, string LastHash, string? BrokenFile, long? BrokenAt, string? Break)
{
    public static LogReport Of(JournalVerification verification) => new(
        verification.IsWhole,
        verification.TerminalId,
        verification.Segments,
        verification.Frames,
        Convert.ToHexStringLower(verification.LastHash.Span),
        verification.Break?.Segment,
        verification.Break?.Offset,
        verification.Break?.What);

    /// <summary>The verb's exit code.</summary>
    [JsonIgnore]
    public int Code => Whole ? ExitCode.Done : ExitCode.No;

    public string ToJson() => JsonAnswer.Of(this, LogJson.Default.LogReport, Code, ToString());

    public override string ToString() => Whole
        ? $"whole  {Records} records in {Segments} segments of terminal {TerminalId}, last hash {LastHash}"
        : $"BROKEN after {Records} records: {BrokenFile}, byte {BrokenAt}: {Break}";
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LogReport))]
internal sealed partial class LogJson : JsonSerializerContext;
