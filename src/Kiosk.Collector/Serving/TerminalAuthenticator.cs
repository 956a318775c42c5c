using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Journal.Checkpoints;

namespace Kiosk.Collector.Serving;

/// <summary>Recognises a terminal by the certificate that it presented in TLS: issued by the terminals' CA, subject <c>CN=id</c>, key on P-256.</summary>
/// <param name="authorities">The terminals' CA; empty to try things out, when any certificate is taken for what it says.</param>
internal sealed class TerminalAuthenticator(X509Certificate2Collection authorities, TimeProvider time)
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
            return NoteKey.Create(Checkpoint.OriginOf(certificate.Subject[CommonName.Length..]), certificate.PublicKey.ExportSubjectPublicKeyInfo());
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    // The framework's own revocation takes no list; revoked terminals are refused by what the desk's folder says of them.
    private bool IsIssued(X509Certificate2 certificate)
    {
        if (authorities.Count == 0)
        {
            return true;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = time.GetUtcNow().UtcDateTime;
        return chain.Build(certificate);
    }
}
