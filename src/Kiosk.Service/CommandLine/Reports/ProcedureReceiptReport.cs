using System.Text.Json.Serialization;
using Kiosk.CommandLine;
using Kiosk.Feed.Tokens;
using Kiosk.Identity.Receipts;
using Kiosk.Service.Admission;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Service.CommandLine.Arguments;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine.Reports;

/// <summary>What <c>kiosk receipt verify</c> prints about the receipt of a procedure.</summary>
/// <param name="Number">The receipt number.</param>
/// <param name="Case">Null for a new case without a number.</param>
/// <param name="Due">In Vietnam; null if no result was promised.</param>
/// <param name="Objection">Why the receipt proves nothing; null if it does.</param>
internal sealed record ProcedureReceiptReport(bool Valid, string? TerminalId, string Number, string Procedure, string? Case, DateTimeOffset RecordedAt, DateOnly? Due, string? Objection)
{
    public static ProcedureReceiptReport Of(ProcedureReceipt receipt, SignedToken token, GivenTerminals terminals, Language language)
    {
        var number = ReceiptNumber.TryParse(receipt.Number, out var parsed) ? parsed : null;
        var objection = FindObjection(number, receipt, token, terminals)?.In(language);
        return new(objection is null, number?.Terminal, receipt.Number, receipt.Procedure, receipt.Case, receipt.RecordedAt, receipt.Due, objection);
    }

    /// <summary>What the verb ends with.</summary>
    [JsonIgnore]
    public int Code => Valid ? ExitCode.Done : ExitCode.No;

    public string ToJson(Language language) => JsonAnswer.Of(this, ProcedureReceiptJson.Default.ProcedureReceiptReport, Code, In(language));

    /// <summary>For people.</summary>
    public string In(Language language) => Valid ? string.Join('\n', Lines().Select(line => line.In(language))) : new Phrase($"KHÔNG HỢP LỆ: {Objection}", $"NOT VALID: {Objection}").In(language);

    private IEnumerable<Phrase> Lines()
    {
        yield return new($"hợp lệ  biên nhận số {Number} do máy {TerminalId} ký", $"valid  receipt no. {Number}, signed by terminal {TerminalId}");
        yield return new($"  thủ tục   {Procedure}", $"  procedure {Procedure}");
        if (Case is not null)
        {
            yield return new($"  hồ sơ     {Case}", $"  case      {Case}");
        }

        yield return new($"  tiếp nhận {LocalFormat.Time(RecordedAt)} ngày {LocalFormat.Day(RecordedAt)}", $"  received  {LocalFormat.Time(RecordedAt)}, {LocalFormat.Day(RecordedAt)}");
        if (Due is { } due)
        {
            yield return new($"  hẹn trả   {LocalFormat.Day(due)}", $"  due       {LocalFormat.Day(due)}");
        }
    }

    private static Phrase? FindObjection(ReceiptNumber? number, ProcedureReceipt receipt, SignedToken token, GivenTerminals terminals)
    {
        if (number is null || number.Date != VietnamCalendar.DateOf(receipt.RecordedAt))
        {
            return new("số biên nhận không đúng, hoặc không khớp với ngày tiếp nhận trong biên nhận", "its number is not a receipt number, or is not of the day that the receipt states");
        }

        if (terminals.Of(number.Terminal) is not { Count: > 0 } keys)
        {
            return new($"chưa biết khóa của máy {number.Terminal}: hãy nêu khóa công khai của máy bằng --terminals", $"the key of terminal {number.Terminal} is not known here: name its public key with --terminals");
        }

        return keys.FirstOrDefault(one => token.IsSignedBy(one.Key.SubjectPublicKeyInfo.Span)) switch
        {
            null => new($"biên nhận không được ký bằng khóa của máy {number.Terminal}, hoặc đã bị sửa", $"it is not signed by the key of terminal {number.Terminal}, or was changed"),
            { Revoked: { } revoked } => new(
                $"khóa ký biên nhận đã bị thu hồi ngày {LocalFormat.Day(revoked.At)}; chỉ bản ghi số {number.Sequence} trong nhật ký của máy {number.Terminal} mới cho biết biên nhận được lập trước ngày đó",
                $"the key that signed it was revoked on {LocalFormat.Day(revoked.At)}; only record {number.Sequence} in the journal of terminal {number.Terminal} shows whether it was made before"),
            _ => null,
        };
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ProcedureReceiptReport))]
internal sealed partial class ProcedureReceiptJson : JsonSerializerContext;
