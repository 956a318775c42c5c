using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Identity;
using Kiosk.Identity.Enrolment;

namespace Kiosk.Service.Identity;

/// <summary>
/// The certificate that the terminal presents to a collector. Before it is enrolled that is one of its own making, which collectors refuse unless they are only tried out.
/// </summary>
internal sealed class TlsCertificate(string terminalId, IKeyStore keys, TerminalEnrolment enrolment, TimeProvider time)
{
    private static readonly TimeSpan ClockSkew = TimeSpan.FromDays(2);

    /// <summary>Reads it anew, because it may have been renewed.</summary>
    /// <returns>With the signing key; null if key or certificate cannot be used.</returns>
    public X509Certificate2? Open()
    {
        try
        {
            return enrolment.Certificates is { Answer.SigningCertificate: var issued } ? keys.WithSigningKey(X509CertificateLoader.LoadCertificate(issued.Span)) : OpenOwn();
        }
        catch (Exception e) when (e is EnrolmentException or CryptographicException or IOException or UnauthorizedAccessException)
        {
            // The collector then refuses the terminal, which the operator sees.
            return null;
        }
    }

    private X509Certificate2 OpenOwn()
    {
        var (name, now) = (new X500DistinguishedName($"CN={terminalId}"), time.GetUtcNow());
        var request = new CertificateRequest(name, keys.SigningKey, HashAlgorithmName.SHA256);
        using var own = request.Create(name, X509SignatureGenerator.CreateForECDsa(keys.SigningKey), now - ClockSkew, now + ClockSkew, [1]);
        return keys.WithSigningKey(own);
    }
}
