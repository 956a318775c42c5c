using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Kiosk.Registry.Samples;

/// <summary>A made-up authority: a root CA, an issuing CA, and the registry certificate that journals are sealed to. Valid for ten years, its lists for thirty days.</summary>
/// <remarks>By the framework alone, not by the trials: what forges cards for tests does not belong on the machine that holds the feed's keys.</remarks>
internal sealed class SampleAuthority : IDisposable
{
    private const string Organisation = "O=SAMPLE - not for use, C=VN";
    private const int ListDays = 30;

    private static readonly TimeSpan Validity = TimeSpan.FromDays(3650);

    private readonly DateTimeOffset now;
    private readonly ECDsa rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP384);
    private readonly ECDsa issuingKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly RSA registryKey = RSA.Create(3072);
    private readonly X509Certificate2 root;
    private readonly X509Certificate2 issuing;

    /// <param name="now">Whole seconds.</param>
    public SampleAuthority(DateTimeOffset now)
    {
        this.now = now;
        var request = Authority("Sample root CA", rootKey, HashAlgorithmName.SHA384, pathLength: 1);
        root = request.CreateSelfSigned(Begin, End);
        using var issued = Authority("Sample issuing CA", issuingKey, HashAlgorithmName.SHA384, pathLength: 0).Create(root, Begin, End, Serial());
        issuing = issued.CopyWithPrivateKey(issuingKey);
        Registry = CertifyRegistry();
    }

    public byte[] Root => root.RawData;

    public byte[] Issuing => issuing.RawData;

    /// <summary>DER.</summary>
    public byte[] Registry { get; }

    /// <summary>The private keys in PEM, by name.</summary>
    public IEnumerable<(string Name, string Pem)> Keys =>
        [("root", rootKey.ExportPkcs8PrivateKeyPem()), ("issuing", issuingKey.ExportPkcs8PrivateKeyPem()), ("registry", registryKey.ExportPkcs8PrivateKeyPem())];

    private DateTimeOffset Begin => now.AddDays(-30);

    private DateTimeOffset End => now + Validity;

    /// <summary>Issues a card certificate as in NIST's Common Policy: one urn:uuid, digitalSignature, card authentication.</summary>
    public X509Certificate2 IssueCard(ECDsa key, Guid uuid)
    {
        var request = new CertificateRequest($"SERIALNUMBER={uuid}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddUri(new Uri($"urn:uuid:{uuid}"));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new("2.16.840.1.101.3.6.8")], critical: true));
        // SEQUENCE { SEQUENCE { 2.16.840.1.101.3.2.1.3.17 } }
        request.CertificateExtensions.Add(new X509Extension("2.5.29.32", Convert.FromHexString("300E300C060A60864801650302010311"), critical: false));
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(issuing, includeKeyIdentifier: true, includeIssuerAndSerial: false));
        return request.Create(issuing, now.AddDays(-20), now.AddDays(1800), Serial());
    }

    public byte[] RootList() => new CertificateRevocationListBuilder().Build(root, 1, now.AddDays(ListDays), HashAlgorithmName.SHA384, thisUpdate: now.AddHours(-1));

    /// <param name="revoked">A card reported lost.</param>
    public byte[] IssuingList(X509Certificate2 revoked)
    {
        var builder = new CertificateRevocationListBuilder();
        builder.AddEntry(revoked, now.AddDays(-2), X509RevocationReason.KeyCompromise);
        return builder.Build(issuing, 1, now.AddDays(ListDays), HashAlgorithmName.SHA256, thisUpdate: now.AddHours(-1));
    }

    public void Dispose()
    {
        foreach (var one in (IDisposable[])[root, issuing, rootKey, issuingKey, registryKey])
        {
            one.Dispose();
        }
    }

    private static CertificateRequest Authority(string name, ECDsa key, HashAlgorithmName hash, int pathLength)
    {
        var request = new CertificateRequest($"CN={name}, {Organisation}", key, hash);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, true, pathLength, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        return request;
    }

    private byte[] CertifyRegistry()
    {
        var request = new CertificateRequest($"CN=Sample registry, {Organisation}", registryKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyEncipherment, critical: true));
        using var certificate = request.CreateSelfSigned(Begin, End);
        return certificate.RawData;
    }

    private static byte[] Serial()
    {
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)((serial[0] & 0x3F) | 0x40);
        return serial;
    }
}
