using System.Text.Json.Serialization;
using Kiosk.Journal;
using Kiosk.Service.CommandLine.Answers;

namespace Kiosk.Service.CommandLine.Reports;

/// <summary>What <c>kiosk log verify</c> prints.</summary>
/// <param name="LastHash">SHA-256 of the last frame in order, hexadecimal: whoever wrote it down earlier can tell that nothing before it changed.</param>
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

    /// <summary>What the verb ends with.</summary>
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
