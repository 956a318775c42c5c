using System.Text.Json.Serialization;
using Kiosk.CommandLine;
using Kiosk.Feed.Records;
using Kiosk.Journal.Checkpoints;
using Kiosk.Journal.Upload;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine.Reports;

/// <summary>What <c>kiosk receipt verify</c> prints.</summary>
/// <param name="Records">How many records the collector holds, from the first.</param>
/// <param name="CosignedAt">By the collector's clock; null if it did not sign.</param>
/// <param name="Objection">Why the receipt proves nothing; null if it does.</param>
internal sealed record ReceiptReport(bool Valid, string TerminalId, ulong Records, string Collector, DateTimeOffset? CosignedAt, string? Objection)
{
    /// <param name="revocationOf">Returns why a terminal's key was revoked, by id and key id; null while it is in force.</param>
    public static ReceiptReport Of(UploadReceipt receipt, CosignerKey collector, Func<string, NoteKey?> keyOf, Func<string?, uint?, TerminalRevocation?> revocationOf, string journal, Language language)
    {
        var (id, size, cosigned) = (receipt.Content.TerminalId, receipt.Content.Size, collector.CosignedAt(receipt.Note));
        var objection = keyOf(id) is not { } terminal
            ? new Phrase($"chưa biết khóa của máy {id}: hãy nêu khóa công khai của máy bằng --terminals", $"the key of terminal {id} is not known here: name its public key with --terminals")
            : receipt.FaultFor(id, terminal, collector) switch
            {
                ReceiptFault.TerminalSignature => new($"điểm kiểm tra trong đó không được ký bằng khóa của máy {id}", $"the checkpoint in it is not signed by the key of terminal {id}"),
                ReceiptFault.Cosignature => new($"không có chữ ký bằng khóa của máy thu thập {collector.Name}", $"it is not signed by the key of the collector {collector.Name}"),
                _ when revocationOf(id, terminal.Id) is { } revoked && revoked.At <= cosigned => new(
                    $"khóa của máy {id} đã bị thu hồi lúc {revoked.At:yyyy-MM-dd HH:mm'Z'} ({revoked.Reason}), trước khi máy thu thập xác nhận lúc {cosigned:yyyy-MM-dd HH:mm'Z'}: ai giữ khóa đó cũng có thể đã ghi thêm",
                    $"the key of terminal {id} was revoked at {revoked.At:yyyy-MM-dd HH:mm'Z'} ({revoked.Reason}), before the collector confirmed it at {cosigned:yyyy-MM-dd HH:mm'Z'}: whoever has that key may have added to it"),
                _ => ReceiptCheck.FindObjection(receipt, journal),
            };
        return new(objection is null, id, size, collector.Name, cosigned, objection?.In(language));
    }

    /// <summary>What the verb ends with.</summary>
    [JsonIgnore]
    public int Code => Valid ? ExitCode.Done : ExitCode.No;

    public string ToJson(Language language) => JsonAnswer.Of(this, ReceiptJson.Default.ReceiptReport, Code, In(language));

    /// <summary>For people.</summary>
    public string In(Language language) => (Valid
        ? new Phrase(
            $"hợp lệ  máy thu thập {Collector} đã có bản ghi 1 đến {Records} của máy {TerminalId} lúc {CosignedAt:yyyy-MM-dd HH:mm:ss'Z'}; đó là các bản ghi của nhật ký này",
            $"valid  the collector {Collector} held records 1 to {Records} of terminal {TerminalId} on {CosignedAt:yyyy-MM-dd HH:mm:ss'Z'}; they are those of this journal")
        : new Phrase($"KHÔNG HỢP LỆ: {Objection}", $"NOT VALID: {Objection}")).In(language);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ReceiptReport))]
internal sealed partial class ReceiptJson : JsonSerializerContext;
