using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Service.CommandLine.Arguments;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Pki;

namespace Kiosk.Service.Tests.CommandLine.Arguments;

public sealed class CardFilesTests : IDisposable
{
    private const string Label = "CERTIFICATE";
    private readonly TestFolder folder = new();
    private readonly byte[] certificate = TestPki.Root.Certificate.ToArray();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void DER_is_taken_as_it_is()
    {
        File.WriteAllBytes(folder["root.crt"], certificate);

        Assert.Equal([certificate], CardFiles.ReadCertificates(folder["root.crt"]));
    }

    [Fact]
    public void PEM_is_unwrapped_block_by_block_whatever_stands_around()
    {
        var issuing = TestPki.Issuing.Certificate.ToArray();
        File.WriteAllText(folder["chain.pem"], $"subject=issuing\n{Pem(Label, issuing)}\nsubject=root\n{Pem(Label, certificate)}\n");

        Assert.Equal([issuing, certificate], CardFiles.ReadCertificates(folder["chain.pem"]));
    }

    [Theory]
    [InlineData("", "it is empty.")]
    [InlineData("root", "it is neither DER nor PEM.")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA", "it is PEM that is cut short or damaged.")]
    [InlineData("-----BEGIN X509 CRL-----\nAAAA\n-----END X509 CRL-----\n", "it is PEM of X509 CRL.")]
    [InlineData("-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----\n", "it is PEM of CERTIFICATE REQUEST.")]
    [InlineData("  <!DOCTYPE html><html></html>", "it is an HTML page.")]
    public void Anything_else_is_refused_by_name_and_by_what_it_is(string content, string what)
    {
        File.WriteAllText(folder["root.pem"], content);

        var refusal = Assert.Throws<InputException>(() => CardFiles.ReadCertificates(folder["root.pem"]));

        Assert.Equal($"{folder["root.pem"]}: holds no certificate: {what}", refusal.Message);
    }

    [Fact]
    public void DER_of_another_kind_is_told_by_its_kind()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var issued = X509CertificateLoader.LoadCertificate(certificate);
        var request = new CertificateRequest("CN=x", key, HashAlgorithmName.SHA256).CreateSigningRequest();
        var collection = new X509Certificate2Collection { issued };

        Assert.Equal("a certificate", FileKind.Describe(certificate).English);
        Assert.Equal("a certificate revocation list", FileKind.Describe(TestTrust.ListOf(TestPki.Issuing)).English);
        Assert.StartsWith("a certificate request", FileKind.Describe(request).English, StringComparison.Ordinal);
        Assert.StartsWith("a private key", FileKind.Describe(key.ExportPkcs8PrivateKey()).English, StringComparison.Ordinal);
        Assert.StartsWith("PKCS #7", FileKind.Describe(collection.Export(X509ContentType.Pkcs7)).English, StringComparison.Ordinal);
        Assert.StartsWith("PKCS #12", FileKind.Describe(issued.Export(X509ContentType.Pkcs12)).English, StringComparison.Ordinal);
        Assert.StartsWith("DER of something else", FileKind.Describe([0x30, 0x03, 0x01, 0x01, 0xFF]).English, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_refused_by_name()
    {
        Assert.Equal($"{folder["nowhere"]}: there is no such file; check how it is written.", Assert.Throws<InputException>(() => CardFiles.Read(folder["nowhere"])).Message);
        Assert.Equal($"{folder["."]}: this is a folder; name a file in it.", Assert.Throws<InputException>(() => CardFiles.Read(folder["."])).Message);
    }

    private static string Pem(string label, byte[] content) => PemEncoding.WriteString(label, content);
}
