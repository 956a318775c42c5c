using System.Text.Json.Serialization;
using Kiosk.Verification;
using Kiosk.Verification.Reasons;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine.Reports;

/// <summary>The output of <c>kiosk card verify</c>.</summary>
/// <param name="Verdict">trusted, rejected, undecidable or unread.</param>
/// <param name="Code">The stable reason code.</param>
/// <param name="RevocationAsOf">thisUpdate of the oldest CRL that the verdict is based on; null if there is none.</param>
/// <param name="RevocationAge">Time from then to the instant of the verdict.</param>
/// <param name="Detail">What is wrong and where, in the terms of its standard, in the language that was asked for; null if the code says it all.</param>
/// <param name="Remedy">What to do next; null if nothing.</param>
internal sealed record VerdictReport(
    string Verdict,
    string Code,
    string Assurance,
    DateTimeOffset? RevocationAsOf,
    TimeSpan? RevocationAge,
    string Vietnamese,
    string English,
    string? Detail,
    string? Remedy)
{
    public const string Trusted = "trusted";
    private const string Rejected = "rejected";
    private const string Undecidable = "undecidable";

    private static readonly Phrase InOrder = new("Thẻ hợp lệ.", "The card is in order.");

    /// <param name="at">The instant that the verdict is for.</param>
    public static VerdictReport Of(Verdict verdict, DateTimeOffset at, Language language)
    {
        var report = verdict switch
        {
            Verification.Verdict.Trusted trusted => Create(Trusted, ReasonCode.Admitted, language) with { Assurance = trusted.Assurance.ToString() },
            Verification.Verdict.Rejected rejected => Create(Rejected, rejected.Code, language),
            Verification.Verdict.Undecidable undecidable => Create(Undecidable, undecidable.Code, language),
            _ => throw new ArgumentException($"No report for {verdict.GetType().Name}.", nameof(verdict)),
        };
        return report with { RevocationAsOf = verdict.AsOf, RevocationAge = at - verdict.AsOf, Detail = verdict.Detail?.In(language) };
    }

    public static VerdictReport NotRead(ReasonCode code, Phrase? detail, Language language) => Create("unread", code, language) with { Detail = detail?.In(language) };

    private string VietnameseVerdict => Verdict switch
    {
        Trusted => "tin cậy",
        Rejected => "bị từ chối",
        Undecidable => "chưa xác định",
        _ => "chưa đọc được",
    };

    private string VietnameseAssurance => Assurance switch
    {
        nameof(Verification.Assurance.None) => "chưa có",
        nameof(Verification.Assurance.CardAuthenticationKey) => "khóa xác thực của thẻ",
        _ => "khóa xác thực của thẻ và CHUID có chữ ký",
    };

    /// <summary>For people, in the language that the report was made in.</summary>
    public string In(Language language)
    {
        var age = Phrase.Lasting(RevocationAge ?? TimeSpan.Zero);
        var revocation = RevocationAsOf is { } asOf
            ? new Phrase($"  thu hồi tính đến {asOf:yyyy-MM-ddTHH:mm:ssZ}, trước đó {age.Vietnamese}", $"  revocation as of {asOf:yyyy-MM-ddTHH:mm:ssZ}, {age.English} before").In(language)
            : "";
        string?[] lines = [$"{new Phrase(VietnameseVerdict, Verdict).In(language)}  {Code}  {new Phrase("mức bảo đảm", "assurance").In(language)} {new Phrase(VietnameseAssurance, Assurance).In(language)}{revocation}", new Phrase(Vietnamese, English).In(language), Detail, Remedy];
        return string.Join('\n', lines.Where(line => line is not null));
    }

    private static VerdictReport Create(string verdict, ReasonCode code, Language language)
    {
        // The table's text for an admission mentions a record; nothing is recorded here.
        var reason = ReasonTable.Of(code);
        var (name, meaning, remedy) = verdict == Trusted ? ("ok", InOrder, null) : (reason.Name, reason.Meaning, reason.OperatorRemedy.In(language));
        return new(verdict, name, nameof(Verification.Assurance.None), null, null, meaning.Vietnamese, meaning.English, null, remedy);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(VerdictReport))]
internal sealed partial class VerdictJson : JsonSerializerContext;
