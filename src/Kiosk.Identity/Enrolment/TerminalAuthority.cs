using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Feed.Records;

namespace Kiosk.Identity.Enrolment;

/// <summary>The CA that signs terminals: the desk's own root, or an intermediate below it that was handed to a collector.</summary>
internal sealed class TerminalAuthority : IDisposable
{
    /// <summary>How long a terminal's certificates are valid; a terminal renews them at half of it.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(730);

    private const int AuthorityYears = 10;
    private const int SerialLength = 16;
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    private static readonly TimeSpan IntermediateLifetime = TimeSpan.FromDays(3 * 365);

    // A terminal whose clock is a little late accepts its certificates at once.
    private static readonly TimeSpan ClockAllowance = TimeSpan.FromHours(1);

    private readonly ECDsa key;
    private readonly IReadOnlyList<X509Certificate2> chain;

    private TerminalAuthority(ECDsa key, IReadOnlyList<X509Certificate2> chain) => (this.key, this.chain) = (key, chain);

    /// <summary>DER: this CA first, the root last.</summary>
    public IReadOnlyList<byte[]> Certificates => [.. chain.Select(certificate => certificate.RawData)];

    /// <summary>Of its key, DER.</summary>
    public byte[] SubjectPublicKeyInfo => chain[0].PublicKey.ExportSubjectPublicKeyInfo();

    public DateTimeOffset NotAfter => new(chain[0].NotAfter.ToUniversalTime());

    /// <summary>Creates a root with a new P-256 key, valid for ten years.</summary>
    /// <param name="name">Common name, such as "Terminals of Tỉnh 01".</param>
    public static TerminalAuthority Create(string name, DateTimeOffset now)
    {
        var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = RequestOf(name, new(own), pathLength: 1);
        return new(own, [request.Create(request.SubjectName, X509SignatureGenerator.CreateForECDsa(own), now - ClockAllowance, now.AddYears(AuthorityYears), Serial())]);
    }

    /// <summary>Opens a CA.</summary>
    /// <param name="keyPem">PKCS #8, not encrypted.</param>
    /// <param name="certificatesPem">Its certificate first, the root last.</param>
    /// <exception cref="EnrolmentException">The key is not that of the first certificate, or one of the texts cannot be read.</exception>
    public static TerminalAuthority Load(string keyPem, string certificatesPem)
    {
        var own = ECDsa.Create();
        try
        {
            own.ImportFromPem(keyPem);
            var certificates = new X509Certificate2Collection();
            certificates.ImportFromPem(certificatesPem);
            return certificates.Count > 0 && certificates[0].PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(own.ExportSubjectPublicKeyInfo())
                ? new(own, [.. certificates])
                : throw new CryptographicException("The key is not that of the first certificate.");
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            own.Dispose();
            throw new EnrolmentException(
                new("Khóa và chứng thư số của CA thiết bị không khớp nhau hoặc không đọc được: hãy khôi phục cả hai từ bản sao lưu.", "The key and the certificate of the terminals' CA cannot be read, or do not belong together: restore both from a backup."),
                e);
        }
    }

    /// <summary>Signs a collector's CA, which can sign terminals only and no further CA.</summary>
    /// <returns>PEM: the new certificate first, the root last.</returns>
    public string IssueAuthority(AuthorityRequest request, DateTimeOffset now)
    {
        using var issued = Sign(RequestOf(request.Name, request.Key, pathLength: 0), now, IntermediateLifetime);
        return issued.ExportCertificatePem() + "\n" + ExportCertificatesPem();
    }

    /// <summary>Issues both certificates. Whether the terminal may have them is decided by <see cref="TerminalRegister"/>.</summary>
    public EnrolmentAnswer Issue(EnrolmentRequest request, DateTimeOffset now)
    {
        using var signing = Issue(request, request.SigningKey, X509KeyUsageFlags.DigitalSignature, now);
        using var decryption = Issue(request, request.DecryptionKey, X509KeyUsageFlags.KeyAgreement, now);
        return new(signing.RawData, decryption.RawData, Certificates, Proof: null);
    }

    /// <summary>PKCS #8, not encrypted.</summary>
    public string ExportKeyPem() => key.ExportPkcs8PrivateKeyPem() + "\n";

    public string ExportCertificatesPem() => string.Concat(chain.Select(certificate => certificate.ExportCertificatePem() + "\n"));

    public void Dispose()
    {
        key.Dispose();
        foreach (var certificate in chain)
        {
            certificate.Dispose();
        }
    }

    private static CertificateRequest RequestOf(string name, PublicKey key, int pathLength)
    {
        var subject = new X500DistinguishedNameBuilder();
        subject.AddCommonName(name);
        var request = new CertificateRequest(subject.Build(), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: true, pathLength, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request;
    }

    private X509Certificate2 Issue(EnrolmentRequest request, PublicKey subject, X509KeyUsageFlags usage, DateTimeOffset now)
    {
        var certificate = new CertificateRequest(new X500DistinguishedName($"CN={request.TerminalId}"), subject, HashAlgorithmName.SHA256);
        certificate.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true));
        certificate.CertificateExtensions.Add(new X509KeyUsageExtension(usage, critical: true));
        if (usage is X509KeyUsageFlags.DigitalSignature)
        {
            certificate.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new(ClientAuthentication)], critical: false));
        }

        certificate.CertificateExtensions.Add(TerminalCertificate.KeyKindExtension(request.KeyKind));
        certificate.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(subject, critical: false));
        return Sign(certificate, now, Lifetime);
    }

    private X509Certificate2 Sign(CertificateRequest request, DateTimeOffset now, TimeSpan lifetime)
    {
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(chain[0], includeKeyIdentifier: true, includeIssuerAndSerial: false));
        var until = now + lifetime;
        return request.Create(chain[0].SubjectName, X509SignatureGenerator.CreateForECDsa(key), now - ClockAllowance, until < NotAfter ? until : NotAfter, Serial());
    }

    // Positive and of full length, whatever the bytes.
    private static byte[] Serial()
    {
        var serial = RandomNumberGenerator.GetBytes(SerialLength);
        serial[0] = (byte)((serial[0] & 0x3F) | 0x40);
        return serial;
    }
}
