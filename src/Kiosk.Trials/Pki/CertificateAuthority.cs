using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.X509;
using X509Extension = System.Security.Cryptography.X509Certificates.X509Extension;

namespace Kiosk.Trials.Pki;

/// <summary>A root or issuing CA for demonstrations and tests, with its key in memory.</summary>
internal sealed class CertificateAuthority : IDisposable
{
    private const int SerialNumberLength = 16;

    /// <summary>2.5.4.5 serialNumber: a card's subject does not name its holder.</summary>
    private const string SubjectSerialNumber = "2.5.4.5";

    private readonly X509SubjectKeyIdentifierExtension keyIdentifier;

    private CertificateAuthority(X500DistinguishedName name, KeyPair key, ReadOnlyMemory<byte> serialNumber, ReadOnlyMemory<byte> certificate)
    {
        (Name, Key, SerialNumber, Certificate) = (name, key, serialNumber, certificate);
        keyIdentifier = new X509SubjectKeyIdentifierExtension(key.PublicKey, critical: false);
    }

    public X500DistinguishedName Name { get; }

    /// <summary>DER.</summary>
    public ReadOnlyMemory<byte> Certificate { get; }

    /// <summary>Serial number of its own certificate; big-endian magnitude.</summary>
    public ReadOnlyMemory<byte> SerialNumber { get; }

    public KeyPair Key { get; }

    /// <summary>A random one; positive, and as long as any other.</summary>
    public static byte[] DrawSerialNumber()
    {
        var serialNumber = RandomNumberGenerator.GetBytes(SerialNumberLength);
        serialNumber[0] = (byte)((serialNumber[0] & 0x3F) | 0x40);
        return serialNumber;
    }

    /// <summary>Creates a self-signed root.</summary>
    /// <param name="name">A distinguished name, <c>CN=…, O=…</c>.</param>
    public static CertificateAuthority CreateRoot(string name, DateTimeOffset notBefore, DateTimeOffset notAfter, KeyKind kind = KeyKind.P256)
    {
        var subject = new X500DistinguishedName(name);
        var key = KeyPair.Create(kind);
        var serialNumber = DrawSerialNumber();
        var request = RequestFor(subject, key, pathLength: null, key.HashAlgorithm);
        using var certificate = request.Create(subject, key.SignatureGenerator, notBefore, notAfter, serialNumber);
        return new CertificateAuthority(subject, key, serialNumber, certificate.RawData);
    }

    /// <summary>Certifies a subordinate CA, by default one that may issue only card certificates.</summary>
    /// <param name="key">An existing authority's key to renew its certificate; a new key by default.</param>
    public CertificateAuthority CreateSubordinate(
        string subordinateName,
        DateTimeOffset notBefore,
        DateTimeOffset notAfter,
        KeyKind kind = KeyKind.P256,
        int? pathLength = 0,
        KeyPair? key = null)
    {
        var subject = new X500DistinguishedName(subordinateName);
        key ??= KeyPair.Create(kind);
        var request = RequestFor(subject, key, pathLength, Key.HashAlgorithm);
        request.CertificateExtensions.Add(AuthorityKeyIdentifier());
        var serialNumber = DrawSerialNumber();
        using var certificate = request.Create(Name, Key.SignatureGenerator, notBefore, notAfter, serialNumber);
        return new CertificateAuthority(subject, key, serialNumber, certificate.RawData);
    }

    /// <summary>Issues a card certificate (PKI-CAK), DER.</summary>
    public byte[] IssueCard(CardCertificateRequest card)
    {
        var subject = new X500DistinguishedNameBuilder();
        subject.Add(SubjectSerialNumber, card.Uuid.ToString("D"));
        var request = new CertificateRequest(subject.Build(), card.PublicKey, Key.HashAlgorithm);
        foreach (var extension in card.Extensions ?? CardExtensions.Standard(card))
        {
            request.CertificateExtensions.Add(extension);
        }

        request.CertificateExtensions.Add(AuthorityKeyIdentifier());
        var serialNumber = card.SerialNumber?.ToArray() ?? DrawSerialNumber();
        using var certificate = request.Create(Name, Key.SignatureGenerator, card.NotBefore, card.NotAfter, serialNumber);
        return certificate.RawData;
    }

    /// <summary>Certifies a signer of card content.</summary>
    /// <param name="key">A new key by default.</param>
    /// <param name="extensions">Those of a content signer by default.</param>
    public ContentSigner CreateContentSigner(
        string signerName,
        DateTimeOffset notBefore,
        DateTimeOffset notAfter,
        KeyPair? key = null,
        IReadOnlyList<X509Extension>? extensions = null)
    {
        key ??= KeyPair.Create(KeyKind.P256);
        var request = new CertificateRequest(new X500DistinguishedName(signerName), key.PublicKey, Key.HashAlgorithm);
        foreach (var extension in extensions ?? ContentSigner.StandardExtensions)
        {
            request.CertificateExtensions.Add(extension);
        }

        request.CertificateExtensions.Add(AuthorityKeyIdentifier());
        var serialNumber = DrawSerialNumber();
        using var certificate = request.Create(Name, Key.SignatureGenerator, notBefore, notAfter, serialNumber);
        return new ContentSigner(key, serialNumber, certificate.RawData);
    }

    /// <summary>Issues a complete CRL, DER.</summary>
    public byte[] IssueCrl(DateTimeOffset thisUpdate, DateTimeOffset nextUpdate, BigInteger crlNumber, IEnumerable<RevokedCertificate> revoked)
    {
        var list = new X509V2CrlGenerator();
        list.SetIssuerDN(X509Name.GetInstance(Name.RawData));
        list.SetThisUpdate(thisUpdate.UtcDateTime);
        list.SetNextUpdate(nextUpdate.UtcDateTime);
        foreach (var entry in revoked)
        {
            list.AddCrlEntry(new(sign: 1, entry.SerialNumber.Span), entry.RevocationDate.UtcDateTime, (int)entry.Reason);
        }

        list.AddExtension(X509Extensions.AuthorityKeyIdentifier, critical: false, AuthorityKeyIdentifier().RawData);
        list.AddExtension(X509Extensions.CrlNumber, critical: false, new DerInteger(crlNumber.ToByteArray(isBigEndian: true)));
        return list.Generate(new KeySignature(Key)).GetEncoded();
    }

    public void Dispose() => Key.Dispose();

    private static CertificateRequest RequestFor(X500DistinguishedName subject, KeyPair key, int? pathLength, HashAlgorithmName hashAlgorithm)
    {
        var request = new CertificateRequest(subject, key.PublicKey, hashAlgorithm);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, pathLength is not null, pathLength ?? 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(key.PublicKey, critical: false));
        return request;
    }

    private X509AuthorityKeyIdentifierExtension AuthorityKeyIdentifier() =>
        X509AuthorityKeyIdentifierExtension.CreateFromSubjectKeyIdentifier(keyIdentifier);
}
