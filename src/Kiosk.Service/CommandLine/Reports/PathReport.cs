using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Serialization;
using Kiosk.Service.CommandLine.Arguments;
using Kiosk.Verification.Certificates;
using Kiosk.Verification.Paths;
using Kiosk.Verification.Reasons;

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
    /// <param name="files">The files that the certificates came from.</param>
    public static PathReport Of(PathVerdict verdict, PathCertificate target, bool revocationChecked, DateTimeOffset at, PathFiles files) => verdict switch
    {
        PathVerdict.Valid valid => new(
            true,
            "ok",
            revocationChecked ? "The path is valid and none of it is revoked." : "The path is valid; revocation was not checked, because no CRL was given.",
            [.. valid.Path.Certificates.Select(SubjectOf)],
            valid.Path.Policies,
            at,
            revocationChecked,
            valid.RevocationAsOf,
            [.. valid.Path.Certificates.SelectMany(certificate => WeaknessesOf(certificate, isAnchor: ReferenceEquals(certificate, valid.Path.Anchor)))],
            files.Ignored),
        PathVerdict.NotValid notValid => new(
            false,
            ReasonTable.NameOf(notValid.Objection.Code),
            notValid.Objection.Culprit is { } culprit ? $"{files.SourceOf(culprit)} ({SubjectOf(culprit)}): {notValid.Objection.Rule.English}" : notValid.Objection.Rule.English,
            notValid.Chain.Count == 0 ? [] : [.. notValid.Chain.Append(target).Select(SubjectOf)],
            [],
            at,
            revocationChecked,
            null,
            [],
            files.Ignored),
        _ => throw new ArgumentException($"No report for {verdict.GetType().Name}.", nameof(verdict)),
    };

    /// <summary>The report for a certificate that violates the standard's syntax.</summary>
    /// <param name="path">The certificate's file.</param>
    public static PathReport OfUnread(string path, CertificateException fault, DateTimeOffset at, IReadOnlyList<string> ignored) =>
        new(false, ReasonTable.NameOf(fault.Code), $"{path}: {fault.Message}", [], [], at, false, null, [], ignored);

    public override string ToString()
    {
        var lines = new List<string> { $"{(Valid ? "valid" : "not valid")}  {Code}{(AsOf is { } asOf ? $"  revocation as of {asOf:yyyy-MM-ddTHH:mm:ssZ}" : "")}", Detail };
        lines.AddRange(Path.Select((subject, depth) => $"  {depth}  {subject}"));
        lines.AddRange(Policies.Select(policy => $"policy {policy}"));
        lines.AddRange(Weak.Select(weak => $"weak: {weak}"));
        lines.AddRange(Ignored.Select(sentence => $"ignored: {sentence}"));
        return string.Join('\n', lines);
    }

    private static IEnumerable<string> WeaknessesOf(PathCertificate certificate, bool isAnchor)
    {
        if (!isAnchor && certificate.Certificate.SignatureAlgorithm.IsWeak())
        {
            yield return $"{SubjectOf(certificate)}: signed with {certificate.Certificate.SignatureAlgorithm}";
        }

        switch (certificate.Certificate.PublicKey)
        {
            case SubjectPublicKey.Rsa { ModulusSize: < 2048 } rsa:
                yield return $"{SubjectOf(certificate)}: RSA key of {rsa.ModulusSize} bits";
                break;
            case SubjectPublicKey.Dsa:
                yield return $"{SubjectOf(certificate)}: DSA key";
                break;
            case SubjectPublicKey.Other other:
                yield return $"{SubjectOf(certificate)}: key of the algorithm {other.Algorithm}, in a form that verifies nothing here";
                break;
        }
    }

    private static string SubjectOf(PathCertificate certificate)
    {
        try
        {
            return certificate.Subject.IsEmpty ? "(empty subject)" : new X500DistinguishedName(certificate.Subject.Encoded.Span).Name;
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
