using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Kiosk.Registry.Tests;

/// <summary>A real certificate for a made-up card.</summary>
internal sealed record TestCard(Guid Uuid, byte[] Der, byte[] SubjectPublicKeyInfo)
{
    /// <summary>SEQUENCE { SEQUENCE { 2.16.840.1.101.3.2.1.3.17 } }: the Common Policy's card authentication.</summary>
    private static readonly byte[] Policies = Convert.FromHexString("300E300C060A60864801650302010311");

    public byte[] UuidBytes => Uuid.ToByteArray(bigEndian: true);

    public string Base64 => Convert.ToBase64String(Der);

    /// <param name="names">The URIs of its subject alternative name; its own urn:uuid when left out.</param>
    public static TestCard Issue(int number, params string[] names) => IssueBy(TestAuthority.Known, number, names);

    public static TestCard IssueBy(TestAuthority authority, int number, params string[] names)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return IssueFor(key, authority, number, daysLeft: 1800, names);
    }

    public static TestCard IssueOnP384(int number)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        return IssueFor(key, TestAuthority.Known, number, daysLeft: 1800);
    }

    public static TestCard IssueExpired(int number)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return IssueFor(key, TestAuthority.Known, number, daysLeft: -1);
    }

    private static TestCard IssueFor(ECDsa key, TestAuthority authority, int number, int daysLeft, params string[] names)
    {
        var uuid = new Guid(number, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        var alternative = new SubjectAlternativeNameBuilder();
        foreach (var name in names.Length == 0 ? [$"urn:uuid:{uuid}"] : names)
        {
            alternative.AddUri(new Uri(name));
        }

        var der = authority.Issue($"CN=Card {number}", key, daysLeft, request =>
        {
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
            request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new(TestAuthority.CardAuthentication)], critical: true));
            request.CertificateExtensions.Add(new X509Extension("2.5.29.32", Policies, critical: false));
            request.CertificateExtensions.Add(alternative.Build(critical: true));
        });
        return new(uuid, der, key.ExportSubjectPublicKeyInfo());
    }
}
