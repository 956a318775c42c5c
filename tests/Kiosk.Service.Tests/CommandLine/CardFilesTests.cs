using Kiosk.Service.CommandLine;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Pki;

namespace Kiosk.Service.Tests.CommandLine;

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

        Assert.Equal(certificate, CardFiles.ReadDer(folder["root.crt"], Label));
    }

    [Fact]
    public void PEM_is_unwrapped()
    {
        File.WriteAllText(folder["root.pem"], new string(System.Security.Cryptography.PemEncoding.Write(Label, certificate)));

        Assert.Equal(certificate, CardFiles.ReadDer(folder["root.pem"], Label));
    }

    [Theory]
    [InlineData("")]
    [InlineData("root")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA")]
    [InlineData("-----BEGIN X509 CRL-----\nAAAA\n-----END X509 CRL-----\n")]
    public void Anything_else_is_refused_by_name(string content)
    {
        File.WriteAllText(folder["root.pem"], content);

        var refusal = Assert.Throws<InputException>(() => CardFiles.ReadDer(folder["root.pem"], Label));

        Assert.Equal($"{folder["root.pem"]}: neither DER nor PEM with a block CERTIFICATE.", refusal.Message);
    }

    [Fact]
    public void A_file_that_is_not_there_is_refused_by_name()
    {
        var refusal = Assert.Throws<InputException>(() => CardFiles.Read(folder["nowhere"]));

        Assert.StartsWith($"{folder["nowhere"]}: cannot be read: ", refusal.Message, StringComparison.Ordinal);
    }
}
