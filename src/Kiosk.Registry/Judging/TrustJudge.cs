using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Feed.Targets;
using Kiosk.Source.Problems;
using Kiosk.Verification.Certificates;
using Kiosk.Verification.Crls;
using Kiosk.Verification.Paths;
using Kiosk.Verification.Profiles;
using Kiosk.Verification.Reasons;
using Kiosk.Verification.Revocation;
using Kiosk.Verification.Sealing;
using Kiosk.Words;

namespace Kiosk.Registry.Judging;

/// <summary>
/// Judges what is to be published with the code that terminals use. What no terminal would use is an error naming its file, or a warning if the desk
/// accepts that.
/// </summary>
/// <param name="national">By target path; unreadable files are missing and already reported.</param>
/// <param name="files">The path of the file behind each target.</param>
internal sealed class TrustJudge(
    IReadOnlyDictionary<string, ReadOnlyMemory<byte>> national, IReadOnlyDictionary<string, string> files, JudgingRules rules, SourceProblems problems)
{
    /// <returns>A judge for cards; null if there is too little to judge by, which is reported.</returns>
    public CardJudge? Judge()
    {
        JudgeNames();
        JudgeRegistry();
        var (anchors, issuers) = (Certificates(TargetPaths.Anchors), Certificates(TargetPaths.Issuers));
        if (anchors.Count == 0)
        {
            problems.Error("anchors", null, new("không có chứng thư số gốc tin cậy nên không máy nào xét được thẻ: hãy đặt chứng thư số của CA gốc vào đây.", "there is no trust anchor, so no terminal could judge any card: put the root CA's certificate there."));
        }

        if (anchors.Count == 0 || ReadProfile() is not { } profile)
        {
            return null;
        }

        var paths = new CertificatePathValidator(profile, [.. anchors.Values], [.. issuers.Values]);
        JudgeAuthorities(paths, anchors.Concat(issuers));
        var judge = new ListJudge(national, files, [.. anchors.Values, .. issuers.Values], profile, rules, problems);
        var lists = judge.Judge();
        JudgeCoverage(paths.FindAuthorities(profile.Policies), anchors, issuers, lists, judge.IsRefused);
        var (below, above) = (Encoded(issuers), Encoded(anchors));
        return new(profile, above, below, rules.ReadVerified(HashOf(national[TargetPaths.Profile], above, below)), rules);
    }

    private void JudgeNames()
    {
        foreach (var target in national.Keys.Where(target => target.Length > TargetPaths.MaxLength).Order(StringComparer.Ordinal))
        {
            problems.Error(FileOf(target), null, new($"các máy bỏ qua tên dài như vậy: \"{target}\" được phép có {TargetPaths.MaxLength} chữ; hãy đặt tên ngắn hơn cho tệp.", $"terminals pass over names this long: \"{target}\" may have {TargetPaths.MaxLength} letters; give the file a shorter one."));
        }
    }

    private void JudgeRegistry()
    {
        if (!national.TryGetValue(TargetPaths.Registry, out var der))
        {
            return;
        }

        using var certificate = X509CertificateLoader.LoadCertificate(der.Span);
        if (RegistryCertificateRules.FindObjection(certificate) is { } objection)
        {
            problems.Error(FileOf(TargetPaths.Registry), null, new($"{objection.Vietnamese} Không máy nào niêm phong được nhật ký cho cơ quan đăng ký.", $"{objection.English} No terminal could seal its journal to it."));
        }
    }

    private CardProfile? ReadProfile()
    {
        if (!national.TryGetValue(TargetPaths.Profile, out var json))
        {
            return null;
        }

        try
        {
            return CardProfile.Parse(json.Span, TargetPaths.Profile);
        }
        catch (CardProfileException e)
        {
            problems.Error(FileOf(TargetPaths.Profile), null, e.Sentence);
            return null;
        }
    }

    /// <summary>Those that terminals can read, by target.</summary>
    private SortedDictionary<string, Certificate> Certificates(string folder)
    {
        var certificates = new SortedDictionary<string, Certificate>(StringComparer.Ordinal);
        foreach (var (target, der) in national.Where(file => file.Key.StartsWith(folder, StringComparison.Ordinal)))
        {
            try
            {
                certificates[target] = Certificate.Parse(der);
            }
            catch (CertificateException e)
            {
                // One such file would make a terminal reject all trust files.
                problems.Error(FileOf(target), null, new($"{e.Sentence.Vietnamese} Vì tệp này, các máy sẽ từ chối mọi chứng thư số gốc, CA và danh sách: hãy bỏ tệp đi, hoặc lấy chứng thư số mà máy dùng được.", $"{e.Message} Terminals would refuse all anchors, issuers and lists for it: take it out, or get a certificate that they can use."));
            }
        }

        return certificates;
    }

    private void JudgeAuthorities(CertificatePathValidator paths, IEnumerable<KeyValuePair<string, Certificate>> authorities)
    {
        foreach (var (target, certificate) in authorities)
        {
            if (paths.FindObjection(certificate) is { } objection)
            {
                rules.Object(problems, FileOf(target), new($"{objection.Rule.Vietnamese} Không máy nào nhận thẻ hoặc danh sách của CA này: {RemedyFor(objection.Code).Vietnamese}", $"{objection.Rule.English} No terminal would take a card or list of this authority: {RemedyFor(objection.Code).English}"));
            }
            else if (rules.Now > certificate.NotAfter)
            {
                problems.Warn(FileOf(target), null, new($"chứng thư số hết hạn ngày {certificate.NotAfter:dd/MM/yyyy}: các thẻ thuộc CA này bị từ chối vì hết hạn.", $"the certificate expired on {certificate.NotAfter:yyyy-MM-dd}: cards below it are refused as expired."));
            }
        }
    }

    private static Phrase RemedyFor(ReasonCode code) => code is ReasonCode.CertWeakKey or ReasonCode.CertWeakSignature
        ? new("hãy cho phép trong profile.json (algorithms), hoặc đề nghị cấp lại chứng thư số của CA theo loại được phép.", "let it count in profile.json (algorithms), or have the CA renewed with what counts there.")
        : new("hãy lấy chứng thư số do CA cấp trên cấp cho CA này, và cả chứng thư số của CA cấp trên.", "get its certificate from the CA above it, and that CA's too.");

    /// <summary>Each authority whose certificates a terminal encounters needs a list, or their revocation status is unknown.</summary>
    private void JudgeCoverage(
        IReadOnlyList<IssuingAuthority> authorities, SortedDictionary<string, Certificate> anchors, SortedDictionary<string, Certificate> issuers, IReadOnlyDictionary<string, StreamedCrl> lists,
        Func<Certificate, bool> isRefused)
    {
        var issuing = authorities.SelectMany(authority => authority.Paths).SelectMany(path => path.Certificates).Select(reference => Convert.ToHexString(reference.IssuerKeyHash.Span));
        var needed = issuing.ToHashSet(StringComparer.Ordinal);
        foreach (var (target, certificate) in anchors.Concat(issuers))
        {
            var key = Convert.ToHexString(SHA256.HashData(certificate.PublicKey.Encoded.Span));
            var issues = needed.Contains(key) || issuers.ContainsKey(target) || issuers.Count == 0;
            if (issues && !lists.ContainsKey(key) && !isRefused(certificate) && authorities.Any(authority => authority.Key.Fingerprint == key && !IsRevoked(authority, lists)))
            {
                rules.Object(problems, FileOf(target), new("không danh sách nào trong crls bao gồm chứng thư số của CA này nên các máy không biết chứng thư số có bị thu hồi hay không và không xác nhận thẻ nào: hãy đặt danh sách mới nhất của CA vào đó.", "no list in crls covers the certificates of this authority, so terminals cannot know that they are not revoked and confirm none: put its newest list there."));
            }
        }
    }

    /// <summary>Whether a list revokes part of each path: then no card below is accepted, and none needs a list.</summary>
    private static bool IsRevoked(IssuingAuthority authority, IReadOnlyDictionary<string, StreamedCrl> lists) => authority.Paths.All(path => path.Certificates.Any(certificate =>
        lists.TryGetValue(Convert.ToHexString(certificate.IssuerKeyHash.Span), out var list)
        && list.Index().Contains(RevocationIndex.Hash(certificate.IssuerKeyHash.Span, certificate.SerialNumber.Span))));

    private string FileOf(string target) => files.GetValueOrDefault(target, target);

    private static ReadOnlyMemory<byte>[] Encoded(SortedDictionary<string, Certificate> certificates) => [.. certificates.Values.Select(certificate => certificate.Encoded)];

    private static byte[] HashOf(ReadOnlyMemory<byte> profile, params IEnumerable<ReadOnlyMemory<byte>>[] certificates)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in certificates.SelectMany(one => one.Prepend(default)).Prepend(profile))
        {
            hash.AppendData(SHA256.HashData(part.Span));
        }

        return hash.GetHashAndReset();
    }
}
