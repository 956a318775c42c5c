using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Kiosk.Identity.Enrolment;

/// <summary>Validates a terminal's certificate up to the root of the terminals' CA (RFC 5280, 6.1). Revocation is not checked: the feed's list of terminals states it.</summary>
internal static class TerminalChain
{
    /// <param name="authorities">DER: the issuing CA first, the root last.</param>
    public static bool IsIssuedBy(ReadOnlyMemory<byte> certificate, IReadOnlyList<byte[]> authorities, DateTimeOffset now)
    {
        var loaded = new List<X509Certificate2>();
        try
        {
            loaded.AddRange(authorities.Prepend(certificate.ToArray()).Select(der => X509CertificateLoader.LoadCertificate(der)));
            using var chain = new X509Chain
            {
                ChainPolicy =
                {
                    TrustMode = X509ChainTrustMode.CustomRootTrust,
                    RevocationMode = X509RevocationMode.NoCheck,
                    DisableCertificateDownloads = true,
                    VerificationTime = now.UtcDateTime,
                    VerificationTimeIgnored = false,
                },
            };
            chain.ChainPolicy.CustomTrustStore.Add(loaded[^1]);
            chain.ChainPolicy.ExtraStore.AddRange(loaded[1..^1].ToArray());
            return chain.Build(loaded[0]);
        }
        catch (CryptographicException)
        {
            return false;
        }
        finally
        {
            loaded.ForEach(one => one.Dispose());
        }
    }
}
