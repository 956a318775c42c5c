using System.Globalization;
using System.Text.Json.Serialization;
using Kiosk.CommandLine;
using Kiosk.Feed.Records;
using Kiosk.Journal;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine.Reports;

/// <summary>The output of <c>kiosk log verify</c>.</summary>
/// <param name="Whole">Nothing in it is broken.</param>
/// <param name="Vouched">Something shows that the terminal wrote it: a checkpoint's signature by a key that is known to be the terminal's, or the tags under its own frame key.</param>
/// <param name="FirstRecord">The first that is still there: earlier ones may have been removed once the collector confirmed them.</param>
/// <param name="RemovalShown">Whether the records before it, if any, are known to have been confirmed: by the terminal's own tag, or by the collector's signature.</param>
/// <param name="LastHash">SHA-256 of the last valid frame in hexadecimal. Comparing it with one noted earlier shows whether anything before it has changed.</param>
/// <param name="SignedRecords">How many records, from the first, a checkpoint covers.</param>
/// <param name="SignedBy">Id of the terminal's key by which the checkpoints' signatures verify; null if no key of the terminal is known here.</param>
/// <param name="KeyKind">Where that key is, as the checkpoints state: <c>file</c> or <c>tpm</c>; null without a checkpoint.</param>
/// <param name="CertifiedKeyKind">The same as the key's certificate states; null if none is known.</param>
/// <param name="BrokenFile">The file with the first break, or null.</param>
/// <param name="RevokedAt">When the key that signed was revoked; null while it is in force. Whoever got hold of it could have written the journal since.</param>
internal sealed record LogReport(
    bool Whole, bool Vouched, string? TerminalId, int Segments, ulong FirstRecord, bool RemovalShown, ulong Records, string LastHash, int Checkpoints, ulong SignedRecords, string? SignedBy, string? KeyKind, string? CertifiedKeyKind, string? BrokenFile, long? BrokenAt, string? Break, DateTimeOffset? RevokedAt, string? RevokedFor)
{
    /// <param name="revoked">Of the key that signed; null while it is in force.</param>
    /// <param name="isTagged">Whether each record was verified by the terminal's own frame key.</param>
    /// <param name="certifiedKind">Where the certificate of the key that signed says that it is; null if none is known.</param>
    public static LogReport Of(JournalVerification verification, bool isTagged, Language language, TerminalRevocation? revoked = null, string? certifiedKind = null) => new(
        verification.IsWhole,
        verification.IsWhole && (isTagged || verification.Frames == 0 || verification.Signed.KeyId is not null),
        verification.TerminalId,
        verification.Segments,
        verification.FirstSequence.Value,
        verification.IsRemovalShown,
        verification.Frames,
        Convert.ToHexStringLower(verification.LastHash.Span),
        verification.Signed.Checkpoints,
        verification.Signed.Records,
        verification.Signed.KeyId?.ToString("x8", CultureInfo.InvariantCulture),
        verification.Signed.KeyKind,
        certifiedKind,
        verification.Break?.Segment,
        verification.Break?.Offset,
        verification.Break?.What.In(language),
        revoked?.At,
        revoked?.Reason);

    /// <summary>The verb's exit code.</summary>
    [JsonIgnore]
    public int Code => Vouched && RemovalShown && !IsOfAnotherKind && RevokedAt is null ? ExitCode.Done : ExitCode.No;

    // Whoever copied a key out of a file could state that it is in a TPM.
    private bool IsOfAnotherKind => SignedBy is not null && CertifiedKeyKind is not null && CertifiedKeyKind != KeyKind;

    public string ToJson(Language language) => JsonAnswer.Of(this, LogJson.Default.LogReport, Code, In(language));

    private Phrase Signatures => (Checkpoints, SignedBy) switch
    {
        (0, _) => new("chưa được ký", "not signed yet"),
        (_, null) => new($"đã ký đến bản ghi {SignedRecords}{UnsignedRest.Vietnamese}", $"signed up to record {SignedRecords}{UnsignedRest.English}"),
        _ => new(
            $"đã ký đến bản ghi {SignedRecords} bằng khóa {SignedBy} ({PlaceOf(KeyKind).Vietnamese}){UnsignedRest.Vietnamese}{OtherKind.Vietnamese}{Revocation.Vietnamese}",
            $"signed up to record {SignedRecords} by key {SignedBy} ({PlaceOf(KeyKind).English}){UnsignedRest.English}{OtherKind.English}{Revocation.English}"),
    };

    private Phrase UnsignedRest => Records > SignedRecords
        ? new($", {Records - SignedRecords} bản ghi chưa được ký", $", {Records - SignedRecords} not signed yet")
        : new("", "");

    private Phrase Removed => FirstRecord <= 1 ? new("", "")
        : RemovalShown ? new($"; các bản ghi đến số {FirstRecord - 1} đã được xóa ở đây sau khi máy thu thập xác nhận", $"; the records up to {FirstRecord - 1} were removed here once the collector had confirmed them")
        : new(
            $"; KHÔNG CÓ các bản ghi đến số {FirstRecord - 1}, và ở đây chưa có gì cho thấy máy thu thập đã xác nhận chúng trước khi xóa: hãy nêu khóa công khai của máy thu thập bằng --collector",
            $"; the records up to {FirstRecord - 1} are NOT HERE, and nothing shows here that a collector had confirmed them before they were removed: name the collector's public key with --collector");

    private Phrase OtherKind => IsOfAnotherKind
        ? new(
            $"; chứng thư số của khóa này lại ghi {PlaceOf(CertifiedKeyKind).Vietnamese}: các mốc ký KHÔNG do máy đã ghi danh lập ra",
            $"; the certificate of that key says {PlaceOf(CertifiedKeyKind).English}: the checkpoints were NOT made by the terminal as it is enrolled")
        : new("", "");

    private static Phrase PlaceOf(string? kind) => kind is "tpm" ? new("khóa trong TPM", "in a TPM") : new("khóa trong tệp", "in a file");

    private Phrase Revocation => RevokedKey.SentenceOf(RevokedAt, RevokedFor);

    /// <summary>For people.</summary>
    public string In(Language language) => (Whole && !Vouched && Checkpoints > 0
        ? new Phrase(
            $"KHÔNG CÓ GÌ BẢO ĐẢM: {Records} bản ghi của máy {TerminalId} nối liền nhau và đã được ký, nhưng ở đây không biết khóa của máy, nên ai cũng có thể đã ghi và ký chúng. Hãy nêu khóa công khai của máy, hoặc bản phát hành của cơ quan, bằng --terminals.",
            $"NOTHING VOUCHES FOR IT: the {Records} records of terminal {TerminalId} are linked and signed, but the terminal's key is not known here, so anybody could have written and signed them. Name its public key, or the desk's feed, with --terminals.")
        : Whole && !Vouched
        ? new Phrase(
            $"KHÔNG CÓ GÌ BẢO ĐẢM: {Records} bản ghi của máy {TerminalId} nối liền nhau, nhưng không có mốc đã ký nào và ở đây không có khóa của máy, nên ai cũng có thể đã ghi chúng. Hãy lấy bản sao có tệp checkpoints, hoặc chạy lệnh này trên chính máy đó.",
            $"NOTHING VOUCHES FOR IT: the {Records} records of terminal {TerminalId} are linked, but there is no signed checkpoint and the terminal's key is not here, so anybody could have written them. Get a copy with its file checkpoints, or run this on the terminal itself.")
        : Whole
        ? new Phrase(
            $"nguyên vẹn  {Records} bản ghi trong {Segments} tệp của máy {TerminalId}, mã băm cuối {LastHash}; {Signatures.Vietnamese}{Removed.Vietnamese}",
            $"whole  {Records} records in {Segments} {(Segments == 1 ? "segment" : "segments")} of terminal {TerminalId}, last hash {LastHash}; {Signatures.English}{Removed.English}")
        : new Phrase(
            $"HỎNG sau {Records} bản ghi: {BrokenFile}, byte {BrokenAt}: {Break}",
            $"BROKEN after {Records} records: {BrokenFile}, byte {BrokenAt}: {Break}")).In(language);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LogReport))]
internal sealed partial class LogJson : JsonSerializerContext;
