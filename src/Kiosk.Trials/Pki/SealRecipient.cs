using System.Security.Cryptography.X509Certificates;

namespace Kiosk.Trials.Pki;

/// <summary>A made-up registry to which journals are sealed: an RSA key and its self-signed certificate.</summary>
internal sealed class SealRecipient : IDisposable
{
    private readonly KeyPair key = KeyPair.Create(KeyKind.Rsa3072);

    /// <param name="name">A distinguished name, <c>CN=…, O=…</c>.</param>
    public SealRecipient(string name, DateTimeOffset notBefore, DateTimeOffset notAfter)
    {
        var subject = new X500DistinguishedName(name);
        var request = new CertificateRequest(subject, key.PublicKey, key.HashAlgorithm);
        request.CertificateExtensions.Add(CardExtensions.KeyUsage(X509KeyUsageFlags.KeyEncipherment));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(key.PublicKey, critical: false));
        using var certificate = request.Create(subject, key.SignatureGenerator, notBefore, notAfter, CertificateAuthority.DrawSerialNumber());
        Certificate = certificate.RawData;
    }

    /// <summary>DER.</summary>
    public byte[] Certificate { get; }

    /// <summary>PKCS#8; opens what was sealed.</summary>
    public string PrivateKeyPem => key.ExportPem();

    public void Dispose() => key.Dispose();
}
