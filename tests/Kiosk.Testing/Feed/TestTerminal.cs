using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Feed.Records;

namespace Kiosk.Testing.Feed;

/// <summary>A terminal with fresh keys and self-issued certificates, as the feed lists it.</summary>
internal sealed class TestTerminal : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    public TestTerminal(string id, string kind = "file", ECCurve? curve = null)
    {
        Signing = ECDsa.Create(curve ?? ECCurve.NamedCurves.nistP256);
        Decryption = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Record = new(id, "2", Certify(id, Signing, X509KeyUsageFlags.DigitalSignature, kind), Certify(id, Decryption, X509KeyUsageFlags.KeyAgreement, kind));
    }

    public ECDsa Signing { get; }

    /// <summary>An ECDSA object, since the framework certifies no others; its parameters serve for ECDH.</summary>
    public ECDsa Decryption { get; }

    /// <summary>Enrolled, for door 2.</summary>
    public TerminalRecord Record { get; }

    public TerminalRecord RevokedAt(DateTimeOffset instant, string reason = "stolen") => Record with { Revoked = new(instant, reason) };

    public void Dispose()
    {
        Signing.Dispose();
        Decryption.Dispose();
    }

    private static byte[] Certify(string id, ECDsa key, X509KeyUsageFlags usage, string kind)
    {
        var request = new CertificateRequest($"CN={id}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(usage, critical: true));
        request.CertificateExtensions.Add(TerminalCertificate.KeyKindExtension(kind));
        // CreateSelfSigned refuses a certificate for key agreement.
        using var certificate = request.Create(request.SubjectName, X509SignatureGenerator.CreateForECDsa(key), Start, Start.AddYears(2), [1]);
        return certificate.RawData;
    }
}
