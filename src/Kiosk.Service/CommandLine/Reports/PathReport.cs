using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Serialization;
using Kiosk.Service.CommandLine.Arguments;
using Kiosk.Verification.Certificates;
using Kiosk.Verification.Paths;
using Kiosk.Verification.Reasons;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine.Reports;

/// <summary>The output of <c>kiosk trust verify-path</c>.</summary>
/// <param name="Code">"ok", or the stable reason code.</param>
/// <param name="Detail">A sentence that says which certificate breaks which rule.</param>
/// <param name="Path">Subjects from the anchor down to the certificate; if it is not valid, of the most likely chain.</param>
/// <param name="Policies">The user-constrained-policy-set; anyPolicy (2.5.29.32.0) if every policy is acceptable.</param>
/// <param name="At">The instant of validation.</param>
/// <param name="RevocationChecked">Whether CRLs were given.</param>
/// <param name="AsOf">thisUpdate of the oldest CRL that was needed: how old the answer is.</param>
/// <param name="Weak">Signatures and keys on the path that no card profile allows; tolerated here.</param>
/// <param name="Ignored">Inputs that were ignored because they are malformed.</param>
internal sealed record PathReport(
    bool Valid,
    string Code,
    string Detail,
    IReadOnlyList<string> Path,
    IReadOnlyList<string> Policies,
    DateTimeOffset At,
    bool RevocationChecked,
    DateTimeOffset? AsOf,
    IReadOnlyList<string> Weak,
    IReadOnlyList<string> Ignored)
{
    private static readonly Phrase ValidAndCurrent = new("Đường dẫn hợp lệ và không có phần nào bị thu hồi.", "The path is valid and none of it is revoked.");
    private static readonly Phrase ValidUnchecked = new("Đường dẫn hợp lệ; việc thu hồi chưa được kiểm tra vì không nêu CRL nào.", "The path is valid; revocation was not checked, because no CRL was given.");

    /// <param name="files">The files that the certificates came from.</param>
    public static PathReport Of(PathVerdict verdict, PathCertificate target, bool revocationChecked, DateTimeOffset at, PathFiles files, Language language) => verdict switch
    {
        PathVerdict.Valid valid => new(
            true,
            "ok",
            (revocationChecked ? ValidAndCurrent : ValidUnchecked).In(language),
            [.. valid.Path.Certificates.Select(certificate => SubjectOf(certificate, language))],
            valid.Path.Policies,
            at,
            revocationChecked,
            valid.RevocationAsOf,
            [.. valid.Path.Certificates.SelectMany(certificate => WeaknessesOf(certificate, isAnchor: ReferenceEquals(certificate, valid.Path.Anchor), language))],
            [.. files.Ignored.Select(sentence => sentence.In(language))]),
        PathVerdict.NotValid notValid => new(
            false,
            ReasonTable.NameOf(notValid.Objection.Code),
            notValid.Objection.Culprit is { } culprit ? $"{files.SourceOf(culprit)} ({SubjectOf(culprit, language)}): {notValid.Objection.Rule.In(language)}" : notValid.Objection.Rule.In(language),
            notValid.Chain.Count == 0 ? [] : [.. notValid.Chain.Append(target).Select(certificate => SubjectOf(certificate, language))],
            [],
            at,
            revocationChecked,
            null,
            [],
            [.. files.Ignored.Select(sentence => sentence.In(language))]),
        _ => throw new ArgumentException($"No report for {verdict.GetType().Name}.", nameof(verdict)),
    };

    /// <summary>The report for a certificate that violates the standard's syntax.</summary>
    /// <param name="path">The certificate's file.</param>
    public static PathReport OfUnread(string path, CertificateException fault, DateTimeOffset at, IReadOnlyList<Phrase> ignored, Language language) =>
        new(false, ReasonTable.NameOf(fault.Code), $"{path}: {fault.Sentence.In(language)}", [], [], at, false, null, [], [.. ignored.Select(sentence => sentence.In(language))]);

    /// <summary>For people, in the language that the report was made in.</summary>
    public string In(Language language)
    {
        var verdict = Valid ? new Phrase("hợp lệ", "valid") : new Phrase("không hợp lệ", "not valid");
        var lines = new List<string> { $"{verdict.In(language)}  {Code}{(AsOf is { } asOf ? $"  {new Phrase("thu hồi tính đến", "revocation as of").In(language)} {asOf:yyyy-MM-ddTHH:mm:ssZ}" : "")}", Detail };
        lines.AddRange(Path.Select((subject, depth) => $"  {depth}  {subject}"));
        lines.AddRange(Policies.Select(policy => $"{new Phrase("chính sách", "policy").In(language)} {policy}"));
        lines.AddRange(Weak.Select(weak => $"{new Phrase("yếu", "weak").In(language)}: {weak}"));
        lines.AddRange(Ignored.Select(sentence => $"{new Phrase("bỏ qua", "ignored").In(language)}: {sentence}"));
        return string.Join('\n', lines);
    }

    private static IEnumerable<string> WeaknessesOf(PathCertificate certificate, bool isAnchor, Language language)
    {
        if (!isAnchor && certificate.Certificate.SignatureAlgorithm.IsWeak())
        {
            yield return $"{SubjectOf(certificate, language)}: {new Phrase("ký bằng", "signed with").In(language)} {certificate.Certificate.SignatureAlgorithm}";
        }

        switch (certificate.Certificate.PublicKey)
        {
            case SubjectPublicKey.Rsa { ModulusSize: < 2048 } rsa:
                yield return $"{SubjectOf(certificate, language)}: {new Phrase($"khóa RSA {rsa.ModulusSize} bit", $"RSA key of {rsa.ModulusSize} bits").In(language)}";
                break;
            case SubjectPublicKey.Dsa:
                yield return $"{SubjectOf(certificate, language)}: {new Phrase("khóa DSA", "DSA key").In(language)}";
                break;
            case SubjectPublicKey.Other other:
                yield return $"{SubjectOf(certificate, language)}: {new Phrase($"khóa theo thuật toán {other.Algorithm}, ở dạng không kiểm tra được gì ở đây", $"key of the algorithm {other.Algorithm}, in a form that verifies nothing here").In(language)}";
                break;
        }
    }

    private static string SubjectOf(PathCertificate certificate, Language language)
    {
        try
        {
            return certificate.Subject.IsEmpty ? new Phrase("(không có tên chủ thể)", "(empty subject)").In(language) : new X500DistinguishedName(certificate.Subject.Encoded.Span).Name;
        }
        catch (CryptographicException)
        {
            return $"#{Convert.ToHexString(certificate.Subject.Encoded.Span)}";
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PathReport))]
internal sealed partial class PathReportJson : JsonSerializerContext;
