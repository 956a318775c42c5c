using System.Text.Json.Serialization;
using Kiosk.CommandLine;
using Kiosk.Feed.Records;
using Kiosk.Journal;
using Kiosk.Journal.Checkpoints;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Verification.Reasons;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine.Reports;

/// <summary>What <c>kiosk log check-proof</c> prints.</summary>
/// <param name="Objection">Why the record is not proved; null if it is.</param>
/// <param name="Record">The record's clear part; null if it is damaged.</param>
/// <param name="RevokedAt">When the key that signed was revoked; null while it is in force, or if the record is not proved. Whoever got hold of it could have made the proof since.</param>
internal sealed record ProofReport(bool Proved, string TerminalId, ulong SignedRecords, string? Objection, ExportLine? Record, DateTimeOffset? RevokedAt = null, string? RevokedFor = null)
{
    /// <param name="revocationOf">Returns why a terminal's key was revoked, by id and key id; null while it is in force.</param>
    public static ProofReport Of(JournalProof proof, Func<string, NoteKey?> keyOf, Func<string?, uint?, TerminalRevocation?> revocationOf, Func<ReasonCode, string> nameOf, Language language)
    {
        var signed = Checkpoint.Parse(proof.Checkpoint.Text);
        var (entry, objection) = proof.Check(keyOf);
        var revoked = objection is null ? revocationOf(signed.TerminalId, keyOf(signed.TerminalId)?.Id) : null;
        return new(objection is null, signed.TerminalId, signed.Size, objection?.In(language), entry is null ? null : ExportLine.Of(entry, nameOf, withSealed: false), revoked?.At, revoked?.Reason);
    }

    /// <summary>What the verb ends with.</summary>
    [JsonIgnore]
    public int Code => Proved && RevokedAt is null ? ExitCode.Done : ExitCode.No;

    public string ToJson(Language language) => JsonAnswer.Of(this, ProofJson.Default.ProofReport, Code, In(language));

    /// <summary>For people.</summary>
    public string In(Language language) => (Proved
        ? new Phrase(
            $"được chứng minh  bản ghi {Record!.Sequence} trong {SignedRecords} bản ghi mà máy {TerminalId} đã ký: {RecordText}{RevokedKey.SentenceOf(RevokedAt, RevokedFor).Vietnamese}",
            $"proved  record {Record.Sequence} of the {SignedRecords} that terminal {TerminalId} signed: {RecordText}{RevokedKey.SentenceOf(RevokedAt, RevokedFor).English}")
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
