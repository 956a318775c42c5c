using System.Text.Json.Serialization;
using Kiosk.CommandLine;
using Kiosk.Feed.Tokens;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine.Reports;

/// <summary>What <c>kiosk receipt verify</c> prints about the receipt of a procedure.</summary>
/// <param name="Number">The receipt number.</param>
/// <param name="Case">Null for a new case without a number.</param>
/// <param name="Due">In Vietnam; null if no result was promised.</param>
/// <param name="Purpose">Null if it is the procedure itself.</param>
/// <param name="Clerk">A pseudonym; null without a clerk.</param>
/// <param name="Objection">Why the receipt proves nothing; null if it does.</param>
internal sealed record ProcedureReceiptReport(
    bool Valid, string? TerminalId, string Number, string Procedure, string? Case, DateTimeOffset RecordedAt, DateOnly? Due, string? Purpose, string? Clerk, string? Objection)
{
    private static readonly Phrase NameTheKey = new("hãy nêu khóa công khai của máy bằng --terminals", "name its public key with --terminals");

    /// <param name="receipt">Of this judgement.</param>
    public static ProcedureReceiptReport Of(ReceiptJudgement judgement, ProcedureReceipt receipt, Language language)
    {
        var objection = judgement.Objection?.In(language);
        return new(
            judgement.IsGenuine,
            judgement.Number?.Terminal,
            receipt.Number,
            receipt.Procedure,
            receipt.Case,
            receipt.RecordedAt,
            receipt.Due,
            receipt.Purpose,
            receipt.Clerk is "" ? null : receipt.Clerk,
            judgement.Standing is ReceiptStanding.UnknownTerminal ? $"{objection}: {NameTheKey.In(language)}" : objection);
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

        if (Purpose is not null)
        {
            yield return new($"  mục đích  {Purpose}", $"  purpose   {Purpose}");
        }

        yield return new($"  tiếp nhận {LocalFormat.Time(RecordedAt)} ngày {LocalFormat.Day(RecordedAt)}", $"  received  {LocalFormat.Time(RecordedAt)}, {LocalFormat.Day(RecordedAt)}");
        if (Due is { } due)
        {
            yield return new($"  hẹn trả   {LocalFormat.Day(due)}", $"  due       {LocalFormat.Day(due)}");
        }

        if (Clerk is not null)
        {
            yield return new($"  cán bộ    {Clerk} (mật danh)", $"  clerk     {Clerk} (pseudonym)");
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ProcedureReceiptReport))]
internal sealed partial class ProcedureReceiptJson : JsonSerializerContext;
