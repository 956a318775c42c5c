using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Words;

namespace Kiosk.Feed.Records;

/// <summary>A CA below the desk's that signs terminals: one that was handed to a collector.</summary>
/// <param name="Name">The collector's, as its certificate states it.</param>
/// <param name="Certificate">DER, P-256.</param>
/// <param name="Revoked">Null while it is in force. Of what it signed, only certificates that the desk lists (<see cref="TerminalRecord"/>) are good from then on.</param>
public sealed record AuthorityRecord(string Name, ReadOnlyMemory<byte> Certificate, TerminalRevocation? Revoked = null)
{
    private const int MaxLength = 8 * 1024;
    private const string CommonName = "CN=";

    /// <summary>Of its key, DER.</summary>
    /// <exception cref="RecordException">The certificate cannot be read, is no CA's, or is of another name.</exception>
    public byte[] SubjectPublicKeyInfo()
    {
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificate(Certificate.Length <= MaxLength ? Certificate.Span : []);
            using var key = certificate.PublicKey.GetECDsaPublicKey();
            var isAuthority = certificate.Extensions.OfType<X509BasicConstraintsExtension>().FirstOrDefault()?.CertificateAuthority is true;
            return isAuthority && key is { KeySize: 256 } && certificate.RawDataMemory.Length == Certificate.Length && certificate.Subject == CommonName + Name ? certificate.PublicKey.ExportSubjectPublicKeyInfo() : throw Refused(null);
        }
        catch (CryptographicException e)
        {
            throw Refused(e);
        }
    }

    /// <exception cref="RecordException">A rule is broken.</exception>
    public void Check()
    {
        SubjectPublicKeyInfo();
        if (Revoked is { } revoked && TerminalRecordRules.FindReasonFault(revoked.Reason) is { } fault)
        {
            throw new RecordException(new Phrase($"CA của {Name}: lý do thu hồi {fault.Vietnamese}.", $"the CA of {Name}: the reason of the revocation {fault.English}."));
        }
    }

    private RecordException Refused(Exception? cause) => new(
        new Phrase($"đây không phải chứng thư số CA của máy thu thập {Name} (X.509, khóa P-256).", $"this is not the CA certificate of the collector {Name} (X.509, a P-256 key)."), cause);
}
