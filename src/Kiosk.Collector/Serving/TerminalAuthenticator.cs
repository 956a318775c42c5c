using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Collector.Enrolling;
using Kiosk.Identity.Enrolment;
using Kiosk.Journal.Checkpoints;

namespace Kiosk.Collector.Serving;

/// <summary>Recognises a terminal by the certificate that it presented in TLS: issued by the terminals' CA, subject <c>CN=id</c>, key on P-256.</summary>
/// <param name="authorities">The terminals' CAs.</param>
/// <param name="desk">Knows which of the terminals that enrolled here were revoked; null if none did.</param>
internal sealed class TerminalAuthenticator(X509Certificate2Collection authorities, EnrolmentDesk? desk, TimeProvider time)
{
    private const string CommonName = "CN=";

    /// <returns>The terminal's id and key; null if the certificate is missing or not a terminal's.</returns>
    public NoteKey? Recognise(X509Certificate2? certificate)
    {
        if (certificate is null || !certificate.Subject.StartsWith(CommonName, StringComparison.Ordinal) || !IsIssued(certificate))
        {
            return null;
        }

        try
        {
            var id = certificate.Subject[CommonName.Length..];
            return desk?.IsInForce(id, certificate) ?? true ? NoteKey.Create(Checkpoint.OriginOf(id), certificate.PublicKey.ExportSubjectPublicKeyInfo()) : null;
        }
        catch (Exception unusable) when (unusable is CryptographicException or EnrolmentException)
        {
            return null;
        }
    }

    // The framework's own revocation takes no list; the register says which terminals were revoked.
    private bool IsIssued(X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = time.GetUtcNow().UtcDateTime;
        return chain.Build(certificate);
    }
}
