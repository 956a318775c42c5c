using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Collector.Enrolling;
using Kiosk.Collector.Roll;
using Kiosk.Feed.Records;
using Kiosk.Identity.Enrolment;
using Kiosk.Journal.Checkpoints;

namespace Kiosk.Collector.Serving;

/// <summary>Recognises a terminal by the certificate that it presented in TLS: subject <c>CN=id</c>, key on P-256, listed by the desk's feed or issued by the terminals' CA, and neither it nor, unless it is listed, its CA revoked.</summary>
/// <param name="authorities">The terminals' CAs.</param>
/// <param name="desk">Knows which of the terminals that enrolled here were revoked; null if none did.</param>
/// <param name="roll">The desk's list. A terminal that another collector signed is known by it alone.</param>
internal sealed class TerminalAuthenticator(X509Certificate2Collection authorities, EnrolmentDesk? desk, TerminalRoll roll, TimeProvider time)
{
    private const string CommonName = "CN=";

    /// <param name="isPassedOn">A hall shows it with journals that it took in earlier: it may have expired since. It authenticates nothing; the checkpoints are compared with its key.</param>
    public TerminalRecognition Recognise(X509Certificate2? certificate, bool isPassedOn = false)
    {
        if (certificate is null || !certificate.Subject.StartsWith(CommonName, StringComparison.Ordinal))
        {
            return TerminalRecognition.Unknown.Instance;
        }

        try
        {
            var id = certificate.Subject[CommonName.Length..];
            var listed = roll.Find(id, certificate);
            return (listed?.Revoked ?? desk?.RevocationOf(id, certificate.PublicKey.ExportSubjectPublicKeyInfo())) is { } why ? new TerminalRecognition.Revoked(id, why)
                : RevokedIssuerOf(certificate, listed, isPassedOn) is { } issuer ? new TerminalRecognition.Revoked(id, issuer.Revoked!, issuer.Name)
                // An id that the desk lists with another key is that terminal's.
                : IsForSigning(certificate) && (listed is not null || !roll.Current.IsEnrolled(id)) && (IsListed(certificate, listed, isPassedOn) || IssuersOf(certificate, isPassedOn).Count > 0) && (desk?.IsInForce(id, certificate) ?? true)
                    ? new TerminalRecognition.Known(NoteKey.Create(Checkpoint.OriginOf(id), certificate.PublicKey.ExportSubjectPublicKeyInfo()))
                    : TerminalRecognition.Unknown.Instance;
        }
        catch (Exception unusable) when (unusable is CryptographicException or EnrolmentException)
        {
            return TerminalRecognition.Unknown.Instance;
        }
    }

    /// <summary>Whether a terminal that was recognised has been revoked since, or nobody knows.</summary>
    public bool IsRevoked(X509Certificate2 certificate)
    {
        try
        {
            return IsRevokedBy(certificate);
        }
        catch (EnrolmentException)
        {
            return true;
        }
    }

    private bool IsRevokedBy(X509Certificate2 certificate)
    {
        var listed = roll.Find(certificate.Subject[CommonName.Length..], certificate);
        return (listed?.Revoked ?? desk?.RevocationOf(certificate.Subject[CommonName.Length..], certificate.PublicKey.ExportSubjectPublicKeyInfo())) is not null || RevokedIssuerOf(certificate, listed, mayHaveExpired: false) is not null;
    }

    // Whoever has a CA's key dates certificates as he likes: of a revoked one's, those count that the desk itself lists.
    private AuthorityRecord? RevokedIssuerOf(X509Certificate2 certificate, TerminalRecord? listed, bool mayHaveExpired) =>
        roll.Current is not { HasRevokedAuthorities: true } now || IsListed(certificate, listed, mayHaveExpired) ? null : IssuersOf(certificate, mayHaveExpired).Select(key => now.RevokedAuthority(key)).FirstOrDefault(authority => authority is not null);

    // A terminal's other certificate is for the key that decrypts, which no list revokes.
    private static bool IsForSigning(X509Certificate2 certificate) =>
        certificate.Extensions.OfType<X509KeyUsageExtension>().All(usage => usage.KeyUsages.HasFlag(X509KeyUsageFlags.DigitalSignature));

    private bool IsListed(X509Certificate2 certificate, TerminalRecord? listed, bool mayHaveExpired)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return listed is not null && listed.SigningCertificate.Span.SequenceEqual(certificate.RawDataMemory.Span)
            && (mayHaveExpired || (certificate.NotBefore.ToUniversalTime() <= now && now < certificate.NotAfter.ToUniversalTime()));
    }

    // The framework's own revocation takes no list; the register and the desk's list say which terminals were revoked.
    /// <returns>The keys of the CAs above a certificate, its issuer's first; none if it does not lead to a CA that is trusted here.</returns>
    private IReadOnlyList<byte[]> IssuersOf(X509Certificate2 certificate, bool mayHaveExpired)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = mayHaveExpired ? certificate.NotAfter.ToUniversalTime().AddSeconds(-1) : time.GetUtcNow().UtcDateTime;
        return chain.Build(certificate) ? [.. chain.ChainElements.Skip(1).Select(element => element.Certificate.PublicKey.ExportSubjectPublicKeyInfo())] : [];
    }
}
