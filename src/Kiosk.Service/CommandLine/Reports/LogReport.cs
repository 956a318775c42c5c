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
/// <param name="Vouched">Something shows that the terminal wrote it: a checkpoint, or the tags under the terminal's own frame key.</param>
/// <param name="FirstRecord">The first that is still there: earlier ones may have been removed once the collector confirmed them.</param>
/// <param name="LastHash">SHA-256 of the last valid frame in hexadecimal. Comparing it with one noted earlier shows whether anything before it has changed.</param>
/// <param name="SignedRecords">How many records, from the first, a checkpoint covers.</param>
/// <param name="SignedBy">Id of the terminal's key by which the checkpoints' signatures verify; null if no key of the terminal is known here.</param>
/// <param name="BrokenFile">The file with the first break, or null.</param>
/// <param name="RevokedAt">When the key that signed was revoked; null while it is in force. Whoever got hold of it could have written the journal since.</param>
internal sealed record LogReport(
    bool Whole, bool Vouched, string? TerminalId, int Segments, ulong FirstRecord, ulong Records, string LastHash, int Checkpoints, ulong SignedRecords, string? SignedBy, string? BrokenFile, long? BrokenAt, string? Break, DateTimeOffset? RevokedAt, string? RevokedFor)
{
    /// <param name="revoked">Of the key that signed; null while it is in force.</param>
    /// <param name="isTagged">Whether each record was verified by the terminal's own frame key.</param>
    public static LogReport Of(JournalVerification verification, bool isTagged, Language language, TerminalRevocation? revoked = null) => new(
        verification.IsWhole,
        verification.IsWhole && (isTagged || verification.Frames == 0 || verification.Signed.Checkpoints > 0),
        verification.TerminalId,
        verification.Segments,
        verification.FirstSequence.Value,
        verification.Frames,
        Convert.ToHexStringLower(verification.LastHash.Span),
        verification.Signed.Checkpoints,
        verification.Signed.Records,
        verification.Signed.KeyId?.ToString("x8", CultureInfo.InvariantCulture),
        verification.Break?.Segment,
        verification.Break?.Offset,
        verification.Break?.What.In(language),
        revoked?.At,
        revoked?.Reason);

    /// <summary>The verb's exit code.</summary>
    [JsonIgnore]
    public int Code => Vouched && RevokedAt is null ? ExitCode.Done : ExitCode.No;

    public string ToJson(Language language) => JsonAnswer.Of(this, LogJson.Default.LogReport, Code, In(language));

    private Phrase Signatures => (Checkpoints, SignedBy) switch
    {
        (0, _) => new("chưa được ký", "not signed yet"),
        (_, null) => new(
            $"đã ký đến bản ghi {SignedRecords}, bằng một khóa không biết ở đây (hãy nêu khóa công khai bằng --terminals){UnsignedRest.Vietnamese}",
            $"signed up to record {SignedRecords}, by a key that is not known here (name its public key with --terminals){UnsignedRest.English}"),
        _ => new(
            $"đã ký đến bản ghi {SignedRecords} bằng khóa {SignedBy}{UnsignedRest.Vietnamese}{Revocation.Vietnamese}",
            $"signed up to record {SignedRecords} by key {SignedBy}{UnsignedRest.English}{Revocation.English}"),
    };

    private Phrase UnsignedRest => Records > SignedRecords
        ? new($", {Records - SignedRecords} bản ghi chưa được ký", $", {Records - SignedRecords} not signed yet")
        : new("", "");

    private Phrase Removed => FirstRecord > 1
        ? new($"; các bản ghi đến số {FirstRecord - 1} đã được xóa ở đây sau khi máy thu thập xác nhận", $"; the records up to {FirstRecord - 1} were removed here once the collector had confirmed them")
        : new("", "");

    private Phrase Revocation => RevokedAt is { } at
        ? new(
            $"; khóa này ĐÃ BỊ THU HỒI lúc {at:yyyy-MM-dd HH:mm'Z'} ({RevokedFor}): chỉ tin những gì đã thu thập trước đó",
            $"; that key was REVOKED at {at:yyyy-MM-dd HH:mm'Z'} ({RevokedFor}): believe only what was collected before")
        : new("", "");

    /// <summary>For people.</summary>
    public string In(Language language) => (Whole && !Vouched
        ? new Phrase(
            $"KHÔNG CÓ GÌ BẢO ĐẢM: {Records} bản ghi của máy {TerminalId} nối liền nhau, nhưng không có mốc đã ký nào và ở đây không có khóa của máy, nên ai cũng có thể đã ghi chúng. Hãy lấy bản sao có tệp checkpoints, hoặc chạy lệnh này trên chính máy đó.",
            $"NOTHING VOUCHES FOR IT: the {Records} records of terminal {TerminalId} are linked, but there is no signed checkpoint and the terminal's key is not here, so anybody could have written them. Get a copy with its file checkpoints, or run this on the terminal itself.")
        : Whole
        ? new Phrase(
            $"nguyên vẹn  {Records} bản ghi trong {Segments} tệp của máy {TerminalId}, mã băm cuối {LastHash}; {Signatures.Vietnamese}{Removed.Vietnamese}",
            $"whole  {Records} records in {Segments} segments of terminal {TerminalId}, last hash {LastHash}; {Signatures.English}{Removed.English}")
        : new Phrase(
            $"HỎNG sau {Records} bản ghi: {BrokenFile}, byte {BrokenAt}: {Break}",
            $"BROKEN after {Records} records: {BrokenFile}, byte {BrokenAt}: {Break}")).In(language);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LogReport))]
internal sealed partial class LogJson : JsonSerializerContext;
