using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Kiosk.Registry.Tests;

/// <summary>A real certificate for a made-up card.</summary>
internal sealed record TestCard(Guid Uuid, byte[] Der, byte[] SubjectPublicKeyInfo)
{
    private static readonly DateTimeOffset Begin = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public byte[] UuidBytes => Uuid.ToByteArray(bigEndian: true);

    public string Base64 => Convert.ToBase64String(Der);

    /// <param name="names">The URIs of its subject alternative name; its own urn:uuid when left out.</param>
    public static TestCard Issue(int number, params string[] names)
    {
        var uuid = new Guid(number, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN=Card {number}", key, HashAlgorithmName.SHA256);
        var alternative = new SubjectAlternativeNameBuilder();
        alternative.AddDnsName("card.example");
        foreach (var name in names.Length == 0 ? [$"urn:uuid:{uuid}"] : names)
        {
            alternative.AddUri(new Uri(name));
        }

        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(alternative.Build(critical: true));
        using var certificate = request.CreateSelfSigned(Begin, Begin.AddYears(5));
        return new(uuid, certificate.RawData, key.ExportSubjectPublicKeyInfo());
    }
}
