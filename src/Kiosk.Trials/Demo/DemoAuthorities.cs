using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Trials.Pki;

namespace Kiosk.Trials.Demo;

/// <summary>
/// The demo's authorities: a root, two issuing CAs, of which the first publishes a CRL and the second is revoked by the root, a foreign CA with the first
/// one's name, and the registry to which journals are sealed.
/// </summary>
internal sealed class DemoAuthorities : IDisposable
{
    private const string IssuingName = "CN=CA cấp thẻ 1 (minh họa), O=PartyCard Demo, C=VN";
    private static readonly TimeSpan Validity = TimeSpan.FromDays(3650);

    private readonly DateTimeOffset now;
    private readonly CertificateAuthority stranger;
    private readonly RSA registryKey = RSA.Create(3072);
    private readonly List<RevokedCertificate> revoked;
    private int issuingCrls = 41;

    public DemoAuthorities(DateTimeOffset now)
    {
        this.now = now;
        revoked = [.. Enumerable.Range(0, 300).Select(_ => new RevokedCertificate(Serial(), now - TimeSpan.FromDays(20)))];
        var (begin, end) = (now - TimeSpan.FromDays(400), now + Validity);
        Root = CertificateAuthority.CreateRoot("CN=CA gốc (minh họa), O=PartyCard Demo, C=VN", begin, end, KeyKind.P384);
        Issuing = Root.CreateSubordinate(IssuingName, begin, end);
        RevokedIssuing = Root.CreateSubordinate("CN=CA cấp thẻ 2 (minh họa), O=PartyCard Demo, C=VN", begin, end);
        stranger = CertificateAuthority.CreateRoot("CN=CA lạ, O=Somebody Else, C=VN", begin, end);
        Foreign = stranger.CreateSubordinate(IssuingName, begin, end);
        RegistryCertificate = CertifyRegistry(begin, end);
    }

    public CertificateAuthority Root { get; }

    public CertificateAuthority Issuing { get; }

    public CertificateAuthority RevokedIssuing { get; }

    /// <summary>A foreign CA with the name of <see cref="Issuing"/>.</summary>
    public CertificateAuthority Foreign { get; }

    /// <summary>DER.</summary>
    public byte[] RegistryCertificate { get; }

    /// <summary>PKCS#8 in PEM; opens the sealed part of the demo's journal.</summary>
    public string RegistryKeyPem => registryKey.ExportPkcs8PrivateKeyPem();

    /// <summary>The root's CRL, which revokes the second issuing CA.</summary>
    public byte[] RootCrl() => Root.IssueCrl(
        now - TimeSpan.FromHours(1), now + TimeSpan.FromDays(30), 1, [new RevokedCertificate(RevokedIssuing.SerialNumber, now - TimeSpan.FromDays(2))]);

    /// <summary>Adds a card to the first issuing CA's CRL, among some hundred others.</summary>
    public void Revoke(ReadOnlyMemory<byte> serial, DateTimeOffset at) => revoked.Add(new RevokedCertificate(serial, at));

    /// <summary>Issues the first issuing CA's next CRL.</summary>
    /// <param name="at">Whole seconds.</param>
    public byte[] NextIssuingCrl(DateTimeOffset at) => Issuing.IssueCrl(at, at + TimeSpan.FromDays(7), ++issuingCrls, revoked);

    public static ReadOnlyMemory<byte> Serial()
    {
        var serial = RandomNumberGenerator.GetBytes(16);
        serial[0] = (byte)((serial[0] & 0x3F) | 0x40);
        return serial;
    }

    public void Dispose()
    {
        foreach (var authority in (CertificateAuthority[])[Root, Issuing, RevokedIssuing, Foreign, stranger])
        {
            authority.Dispose();
        }

        registryKey.Dispose();
    }

    private byte[] CertifyRegistry(DateTimeOffset begin, DateTimeOffset end)
    {
        var request = new CertificateRequest("CN=Sổ đăng ký (minh họa), O=PartyCard Demo, C=VN", registryKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyEncipherment, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, critical: false));
        using var certificate = request.CreateSelfSigned(begin, end);
        return certificate.RawData;
    }
}
