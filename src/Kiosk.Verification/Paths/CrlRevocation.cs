using Kiosk.Verification.Certificates;
using Kiosk.Verification.Crls;
using Kiosk.Verification.Names;
using Kiosk.Verification.Reasons;

namespace Kiosk.Verification.Paths;

/// <summary>
/// Checks the certificates of a path against CRLs (RFC 5280, 6.3.3): complete and delta, for all or some reasons, direct and indirect. A CRL is used only if
/// it was signed by a CA on the path, or with a certificate of the CRL's issuer that allows CRL signing and is itself valid and not revoked below the
/// same anchor.
/// </summary>
internal sealed class CrlRevocation
{
    /// <summary>Depth of CRL signers whose certificates need the CRLs of other signers.</summary>
    private const int MaxNesting = 4;

    /// <summary>Certificates checked per target, those of signers included.</summary>
    private const int MaxQuestions = 1_000;

    private readonly PathBuilder builder;
    private readonly DateTimeOffset second;
    private readonly PathCrl[] completeLists;
    private readonly PathCrl[] deltas;
    private readonly HashSet<PathCertificate> underWay = [];
    private readonly Dictionary<(PathCrl Crl, PathCertificate Anchor), PublicKey> signers = [];
    private int questions;

    public CrlRevocation(IReadOnlyList<PathCrl> crls, PathBuilder builder, DateTimeOffset second)
    {
        (this.builder, this.second) = (builder, second);

        // The newest CRL takes precedence; older ones cannot change what it covers.
        var newestFirst = crls.OrderByDescending(crl => crl.Crl.ThisUpdate).ThenByDescending(crl => crl.Crl.CrlNumber ?? -1).ToArray();
        completeLists = [.. newestFirst.Where(crl => !crl.Crl.Extensions.IsDelta)];
        deltas = [.. newestFirst.Where(crl => crl.Crl.Extensions.IsDelta)];
    }

    /// <param name="asOf">The thisUpdate of the oldest CRL used; null if an objection is returned.</param>
    public PathObjection? FindObjection(CertificationPath path, out DateTimeOffset? asOf)
    {
        asOf = null;
        foreach (var certificate in path.Certificates.Skip(1))
        {
            var answer = Ask(certificate, path);
            if (Describe(answer, certificate, path) is { } objection)
            {
                return objection;
            }

            asOf = answer is RevocationStatus.Good good && !(asOf < good.ThisUpdate) ? good.ThisUpdate : asOf;
        }

        return null;
    }

    private PathObjection? Describe(RevocationStatus answer, PathCertificate certificate, CertificationPath path) => answer switch
    {
        RevocationStatus.Good => null,
        RevocationStatus.Revoked when !ReferenceEquals(certificate, path.Target) => new(ReasonCode.RevocationIssuerRevoked, "A CA's certificate is revoked.", certificate),
        RevocationStatus.Revoked { OnHold: true } => new(ReasonCode.RevocationOnHold, "The certificate is on hold.", certificate),
        RevocationStatus.Revoked => new(ReasonCode.RevocationRevoked, "The certificate is revoked.", certificate),
        RevocationStatus.Stale stale => new(
            ReasonCode.RevocationStale, $"The CRL of the certificate's issuer is past its nextUpdate, {stale.Since:yyyy-MM-dd HH:mm:ss'Z'}: give the list that followed it.", certificate),
        _ => new(ReasonCode.RevocationUnknown, $"No usable CRL covers the certificate for every reason: {Explain(certificate, path)}.", certificate),
    };

    /// <summary>Explains what is wrong with each CRL of the certificate's issuer.</summary>
    private string Explain(PathCertificate certificate, CertificationPath path)
    {
        if (questions > MaxQuestions)
        {
            return $"more than {MaxQuestions} certificates would have to be asked about";
        }

        var own = completeLists.Where(list => list.Issuer.Equals(certificate.Issuer)).ToArray();
        return own.Length == 0
            ? "none that could be read is a complete list of its issuer"
            : string.Join("; ", own.Select(list => $"{list.Source} {FindFlaw(list, certificate, path)}"));
    }

    private string FindFlaw(PathCrl list, PathCertificate certificate, CertificationPath path)
    {
        if (!list.IsBegunAt(second))
        {
            return $"is dated ahead of the instant, {list.Crl.ThisUpdate:yyyy-MM-dd HH:mm:ss'Z'}";
        }

        var points = certificate.Extensions.CrlDistributionPoints.Append(ImpliedPointOf(certificate));
        if (!points.Any(point => list.Covers(certificate, point)))
        {
            return "is about other certificates by its issuingDistributionPoint";
        }

        return FindSigner(list, certificate, path) is null ? "is signed by no key that may sign the lists of its issuer" : "covers only some reasons";
    }

    /// <summary>The distribution point implied for CRLs found by issuer name alone.</summary>
    private static DistributionPoint ImpliedPointOf(PathCertificate certificate) =>
        new(new DistributionPointName.Full([new GeneralName.Directory(certificate.Issuer)]), null, []);

    private RevocationStatus Ask(PathCertificate certificate, CertificationPath path)
    {
        var covered = ReasonFlags.None;
        RevocationStatus unanswered = new RevocationStatus.NoCrl();
        DateTimeOffset? asOf = null;
        if (++questions > MaxQuestions)
        {
            return unanswered;
        }

        foreach (var point in certificate.Extensions.CrlDistributionPoints.Append(ImpliedPointOf(certificate)))
        {
            foreach (var list in completeLists.Where(list => list.IsBegunAt(second) && list.Covers(certificate, point)))
            {
                var reasons = list.Reasons & (point.Reasons ?? ReasonFlags.All);
                if ((reasons & ~covered) == ReasonFlags.None || (FindSigner(list, certificate, path) ?? FindOwnKey(list, certificate, point, path)) is not { } signer)
                {
                    continue;
                }

                var delta = Array.Find(deltas, delta => delta.IsCurrentAt(second) && list.IsExtendedBy(delta) && IsSignedBy(delta, signer));
                if (delta is null && !list.IsCurrentAt(second))
                {
                    unanswered = new RevocationStatus.Stale(list.Crl.ThisUpdate, list.Crl.NextUpdate);
                    continue;
                }

                if ((delta?.Find(certificate) ?? list.Find(certificate)) is { Reason: not CrlReason.RemoveFromCrl } entry)
                {
                    return new RevocationStatus.Revoked((delta ?? list).Crl.ThisUpdate, entry.RevocationDate, entry.Reason == CrlReason.CertificateHold);
                }

                covered |= reasons;
                var listAsOf = (delta ?? list).Crl.ThisUpdate;
                asOf = asOf < listAsOf ? asOf : listAsOf;
            }
        }

        return covered.HasFlag(ReasonFlags.All) && asOf is { } instant ? new RevocationStatus.Good(instant) : unanswered;
    }

    /// <summary>6.3.3 f and g.</summary>
    private PublicKey? FindSigner(PathCrl list, PathCertificate certificate, CertificationPath path)
    {
        if (signers.TryGetValue((list, path.Anchor), out var known))
        {
            return known;
        }

        // The CAs above the certificate have already been checked.
        var signer = path.Above.Line
            .TakeWhile(state => !ReferenceEquals(state.Issuer, certificate))
            .Where(state => state.Issuer.Subject.Equals(list.Issuer) && MaySignLists(state.Issuer) && IsSignedBy(list, state.WorkingKey))
            .Select(state => state.WorkingKey)
            .FirstOrDefault()
            ?? FindSignerBeside(list, path);
        if (signer is not null)
        {
            signers[(list, path.Anchor)] = signer;
        }

        return signer;
    }

    /// <summary>A CRL signer may cover its own certificate if that certificate names it as the cRLIssuer of its distribution point.</summary>
    private static PublicKey? FindOwnKey(PathCrl list, PathCertificate certificate, DistributionPoint point, CertificationPath path) =>
        ReferenceEquals(certificate, path.Target)
        && list.Issuer.Equals(certificate.Subject)
        && point.CrlIssuer.Any(name => name is GeneralName.Directory directory && directory.Name.Equals(certificate.Subject))
        && MaySignLists(certificate)
        && certificate.KeyBelow(path.Above.WorkingKey.Subject) is { } key && IsSignedBy(list, key)
            ? key
            : null;

    private PublicKey? FindSignerBeside(PathCrl list, CertificationPath path)
    {
        if (underWay.Count >= MaxNesting)
        {
            return null;
        }

        foreach (var candidate in builder.Bearers(list.Issuer).Append(path.Target))
        {
            if (!candidate.Subject.Equals(list.Issuer) || !MaySignLists(candidate) || (candidate.OwnKey is { } own && !IsSignedBy(list, own)) || !underWay.Add(candidate))
            {
                continue;
            }

            var key = FindEntitledKey(candidate, path.Anchor);
            underWay.Remove(candidate);
            if (key is not null && IsSignedBy(list, key))
            {
                return key;
            }
        }

        return null;
    }

    /// <summary>The key of a certificate that is valid and not revoked below the same anchor; null if that would depend on the signer itself.</summary>
    private PublicKey? FindEntitledKey(PathCertificate candidate, PathCertificate anchor)
    {
        foreach (var chain in builder.FindChains(candidate).Where(chain => ReferenceEquals(chain[0], anchor)))
        {
            if (PathVerifier.Judge(chain, candidate, new PathInputs(), second, out var path) is null && path is not null && FindObjection(path, out _) is null)
            {
                return candidate.KeyBelow(path.Above.WorkingKey.Subject);
            }
        }

        return null;
    }

    private static bool MaySignLists(PathCertificate certificate) => certificate.Extensions.KeyUsage is not { } usages || usages.HasFlag(KeyUsages.CrlSign);

    private static bool IsSignedBy(PathCrl list, PublicKey key) =>
        key.VerifySignature(list.Crl.TbsCertList.Span, list.Crl.Signature.Span, list.Crl.SignatureAlgorithm);
}
