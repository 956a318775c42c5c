using System.Security.Cryptography.X509Certificates;
using Kiosk.Trials.Pki;
using Kiosk.Verification.Der;
using Kiosk.Verification.Paths;

namespace Kiosk.Testing.Pki;

/// <summary>A test certificate with its key, for path tests. It has the given extensions and those of its kind, no others.</summary>
internal sealed class ChainMember
{
    private static int lastSerialNumber;

    private ChainMember(X500DistinguishedName name, KeyPair key, byte[] certificate) => (Name, Key, Certificate) = (name, key, certificate);

    public X500DistinguishedName Name { get; }

    public KeyPair Key { get; }

    /// <summary>DER.</summary>
    public byte[] Certificate { get; }

    public PathCertificate Parsed => new(Verification.Certificates.Certificate.Parse(Certificate, X509Reading.Tolerant));

    public byte[] SerialNumber => [.. Verification.Certificates.Certificate.Parse(Certificate, X509Reading.Tolerant).SerialNumber.Span];

    /// <summary>The key with this number; always the same.</summary>
    public static KeyPair KeyOf(int number) => TestPki.KeyOf(KeyKind.P256, 7000 + number);

    /// <summary>A self-signed CA.</summary>
    public static ChainMember Root(string name, int key = 1, params IReadOnlyList<X509Extension> extensions)
    {
        var pair = KeyOf(key);
        var distinguishedName = new X500DistinguishedName(name);
        return new(distinguishedName, pair, Sign(new() { Name = distinguishedName, Extensions = [ChainExtensions.Authority(), ChainExtensions.AuthorityUsage, .. extensions] }, distinguishedName, pair, pair));
    }

    /// <summary>Issues a CA certificate.</summary>
    public ChainMember Authority(string name, int key, params IReadOnlyList<X509Extension> extensions) =>
        Issue(new() { Name = new(name), Key = key, Extensions = [ChainExtensions.Authority(), ChainExtensions.AuthorityUsage, .. extensions] });

    /// <summary>Issues an end-entity certificate.</summary>
    public ChainMember Target(string name, params IReadOnlyList<X509Extension> extensions) =>
        Issue(new() { Name = new(name), Key = 99, Extensions = extensions });

    /// <summary>Issues a certificate exactly as requested.</summary>
    public ChainMember Issue(ChainRequest request)
    {
        var pair = KeyOf(request.Key);
        return new(request.Name, pair, Sign(request, request.IssuerName ?? Name, Key, pair));
    }

    /// <summary>A complete CRL, issued yesterday and valid for a week, with the CRL number and the given extensions.</summary>
    public byte[] List(IEnumerable<ChainMember> revoked, params IReadOnlyList<byte[]> extensions) => ListOf(ChainLists.Entries(revoked), 1, extensions);

    /// <param name="entries">revokedCertificates, DER; empty for none.</param>
    public byte[] ListOf(byte[] entries, int number, params IReadOnlyList<byte[]> extensions) =>
        new CrlFields { Issuer = Name.RawData, Entries = entries, Extensions = [ChainLists.Number(number), .. extensions] }.Sign(Key);

    private static byte[] Sign(ChainRequest request, X500DistinguishedName issuer, KeyPair issuerKey, KeyPair subjectKey)
    {
        var certificateRequest = new CertificateRequest(request.Name, subjectKey.PublicKey, issuerKey.HashAlgorithm);
        foreach (var extension in request.Extensions)
        {
            certificateRequest.CertificateExtensions.Add(extension);
        }

        var serialNumber = BitConverter.GetBytes(0x01000000 + Interlocked.Increment(ref lastSerialNumber)).Reverse().ToArray();
        using var certificate = certificateRequest.Create(issuer, issuerKey.SignatureGenerator, request.NotBefore, request.NotAfter, serialNumber);
        return certificate.RawData;
    }
}

/// <summary>The content of a test certificate.</summary>
internal sealed record ChainRequest
{
    public required X500DistinguishedName Name { get; init; }

    /// <summary>The number of its key.</summary>
    public int Key { get; init; } = 99;

    /// <summary>The issuer's name if it is not the signer's.</summary>
    public X500DistinguishedName? IssuerName { get; init; }

    public DateTimeOffset NotBefore { get; init; } = TestPki.Begin;

    public DateTimeOffset NotAfter { get; init; } = TestPki.End;

    public IReadOnlyList<X509Extension> Extensions { get; init; } = [];
}
