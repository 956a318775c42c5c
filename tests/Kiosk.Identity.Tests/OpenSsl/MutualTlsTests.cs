using System.Net;
using System.Net.Security;
using System.Runtime.Versioning;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Durability;
using Kiosk.Identity.Tpm;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Skipping;
using Kiosk.Testing.Tpm;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Kiosk.Identity.Tests.OpenSsl;

/// <summary>A terminal's certificate against a real server that demands one.</summary>
[SupportedOSPlatform("linux")]
public sealed class MutualTlsTests : IDisposable
{
    private static readonly DateTimeOffset Begin = DateTimeOffset.UtcNow.AddDays(-1);

    private readonly TestFolder folder = TestFolder.Fast();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_key_in_a_file_authenticates_the_terminal()
    {
        using var keys = KeyFile.Create(folder["device.key"], new DurableFiles());

        Assert.Equal(["CN=HN-01"], await AskAsync(keys, HttpVersion.Version11, SslProtocols.None));
    }

    [FactWithTool(SoftwareTpm.Tool)]
    public async Task A_key_in_a_TPM_authenticates_the_terminal()
    {
        using var tpm = new SoftwareTpm();
        using var keys = TpmKeys.Create(folder["device.key"], tpm.Address, new DurableFiles());

        Assert.Equal(
            ["CN=HN-01", "CN=HN-01", "CN=HN-01"],
            [
                .. await AskAsync(keys, HttpVersion.Version11, SslProtocols.Tls12),
                .. await AskAsync(keys, HttpVersion.Version11, SslProtocols.Tls13),
                .. await AskAsync(keys, HttpVersion.Version20, SslProtocols.Tls13),
            ]);
    }

    [FactWithTool(SoftwareTpm.Tool)]
    public async Task A_TPM_that_is_gone_fails_the_handshake_and_nothing_else()
    {
        using var tpm = new SoftwareTpm();
        using var keys = TpmKeys.Create(folder["device.key"], tpm.Address, new DurableFiles());
        tpm.Replace();

        await Assert.ThrowsAsync<HttpRequestException>(() => AskAsync(keys, HttpVersion.Version11, SslProtocols.Tls13));
    }

    [FactWithTool(SoftwareTpm.Tool)]
    public void A_certificate_of_another_key_is_refused()
    {
        using var tpm = new SoftwareTpm();
        using var keys = TpmKeys.Create(folder["device.key"], tpm.Address, new DurableFiles());
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var issued = CertificateOf("CN=HN-02", other);

        Assert.Throws<CryptographicException>(() => keys.WithSigningKey(issued));
    }

    /// <returns>The subject that the server saw.</returns>
    private static async Task<string[]> AskAsync(IKeyStore keys, Version version, SslProtocols protocol)
    {
        using var serverKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var serverCertificate = new CertificateRequest("CN=localhost", serverKey, HashAlgorithmName.SHA256).CreateSelfSigned(Begin, Begin.AddDays(3));
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(new HttpsConnectionAdapterOptions
        {
            ServerCertificate = serverCertificate,
            ClientCertificateMode = ClientCertificateMode.RequireCertificate,
            ClientCertificateValidation = (_, _, _) => true,
        })));
        await using var server = builder.Build();
        server.MapGet("/", (HttpContext context) => context.Connection.ClientCertificate!.Subject);
        await server.StartAsync();

        using var issued = CertificateOf("CN=HN-01", keys.SigningKey);
        using var own = keys.WithSigningKey(issued);
        using var handler = new SocketsHttpHandler();
        handler.SslOptions = new SslClientAuthenticationOptions
        {
            EnabledSslProtocols = protocol,
            ClientCertificates = [own],
            RemoteCertificateValidationCallback = (_, shown, _, _) => shown!.GetRawCertData().AsSpan().SequenceEqual(serverCertificate.RawData),
        };
        using var client = new HttpClient(handler) { DefaultRequestVersion = version, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        return [await client.GetStringAsync(new Uri(server.Urls.Single()))];
    }

    // As a desk issues it: with its own key, and for the terminal's public half alone.
    private static X509Certificate2 CertificateOf(string subject, ECDsa key)
    {
        using var desk = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest(new X500DistinguishedName(subject), new PublicKey(key), HashAlgorithmName.SHA256)
            .Create(new X500DistinguishedName("CN=desk"), X509SignatureGenerator.CreateForECDsa(desk), Begin, Begin.AddDays(2), [1]);
    }
}
