using System.Text.Json.Serialization;
using Kiosk.CommandLine;
using Kiosk.Journal;
using Kiosk.Journal.Checkpoints;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Verification.Reasons;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine.Reports;

/// <summary>What <c>kiosk log check-proof</c> prints.</summary>
/// <param name="Objection">Why the record is not proved; null if it is.</param>
/// <param name="Record">The record's clear part; null if it is damaged.</param>
internal sealed record ProofReport(bool Proved, string TerminalId, ulong SignedRecords, string? Objection, ExportLine? Record)
{
    public static ProofReport Of(JournalProof proof, Func<string, NoteKey?> keyOf, Func<ReasonCode, string> nameOf, Language language)
    {
        var signed = Checkpoint.Parse(proof.Checkpoint.Text);
        var (entry, objection) = proof.Check(keyOf);
        return new(objection is null, signed.TerminalId, signed.Size, objection?.In(language), entry is null ? null : ExportLine.Of(entry, nameOf, withSealed: false));
    }

    /// <summary>What the verb ends with.</summary>
    [JsonIgnore]
    public int Code => Proved ? ExitCode.Done : ExitCode.No;

    public string ToJson(Language language) => JsonAnswer.Of(this, ProofJson.Default.ProofReport, Code, In(language));

    /// <summary>For people.</summary>
    public string In(Language language) => (Proved
        ? new Phrase(
            $"được chứng minh  bản ghi {Record!.Sequence} trong {SignedRecords} bản ghi mà máy {TerminalId} đã ký: {RecordText}",
            $"proved  record {Record.Sequence} of the {SignedRecords} that terminal {TerminalId} signed: {RecordText}")
        : new Phrase($"CHƯA ĐƯỢC CHỨNG MINH: {Objection}", $"NOT PROVED: {Objection}")).In(language).TrimEnd();

    private string RecordText => $"{Record!.Instant} {Record.Mode} {Record.Context} {Record.Outcome} {Record.Reason}";
}

/// <summary>The output of <c>kiosk log prove --json</c>.</summary>
/// <param name="Proof">The text that <c>log check-proof</c> reads.</param>
internal sealed record ProofText(ulong Sequence, string Proof)
{
    public string ToJson() => JsonAnswer.Of(this, ProofJson.Default.ProofText, ExitCode.Done, Proof);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ProofReport))]
[JsonSerializable(typeof(ProofText))]
internal sealed partial class ProofJson : JsonSerializerContext;
