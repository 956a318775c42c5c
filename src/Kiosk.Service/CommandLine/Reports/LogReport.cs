using System.Globalization;
using System.Text.Json.Serialization;
using Kiosk.Journal;
using Kiosk.Service.CommandLine.Answers;

namespace Kiosk.Service.CommandLine.Reports;

/// <summary>The output of <c>kiosk log verify</c>.</summary>
/// <param name="LastHash">SHA-256 of the last valid frame in hexadecimal. Comparing it with one noted earlier shows whether anything before it has changed.</param>
/// <param name="SignedRecords">How many records, from the first, a checkpoint covers.</param>
/// <param name="SignedBy">Id of the terminal's key by which the checkpoints' signatures verify; null if no key of the terminal is known here.</param>
/// <param name="BrokenFile">The file with the first break, or null.</param>
internal sealed record LogReport(
    bool Whole, string? TerminalId, int Segments, ulong Records, string LastHash, int Checkpoints, ulong SignedRecords, string? SignedBy, string? BrokenFile, long? BrokenAt, string? Break)
{
    public static LogReport Of(JournalVerification verification) => new(
        verification.IsWhole,
        verification.TerminalId,
        verification.Segments,
        verification.Frames,
        Convert.ToHexStringLower(verification.LastHash.Span),
        verification.Signed.Checkpoints,
        verification.Signed.Records,
        verification.Signed.KeyId?.ToString("x8", CultureInfo.InvariantCulture),
        verification.Break?.Segment,
        verification.Break?.Offset,
        verification.Break?.What);

    /// <summary>The verb's exit code.</summary>
    [JsonIgnore]
    public int Code => Whole ? ExitCode.Done : ExitCode.No;

    public string ToJson() => JsonAnswer.Of(this, LogJson.Default.LogReport, Code, ToString());

    private string Signatures =>
        Checkpoints == 0 ? "not signed yet"
        : (SignedBy is null ? $"signed up to record {SignedRecords}, by a key that is not known here (name its public key with --terminals)" : $"signed up to record {SignedRecords} by key {SignedBy}")
            + (Records > SignedRecords ? $", {Records - SignedRecords} not signed yet" : "");

    public override string ToString() => Whole
        ? $"whole  {Records} records in {Segments} segments of terminal {TerminalId}, last hash {LastHash}; {Signatures}"
        : $"BROKEN after {Records} records: {BrokenFile}, byte {BrokenAt}: {Break}";
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LogReport))]
internal sealed partial class LogJson : JsonSerializerContext;
