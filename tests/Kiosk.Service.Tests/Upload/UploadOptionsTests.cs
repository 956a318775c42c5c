using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Journal.Upload;
using Kiosk.Service.Configuration;

namespace Kiosk.Service.Tests.Upload;

public sealed class UploadOptionsTests
{
    private static readonly string Key = FakeCollector.Key.ToString();

    [Theory]
    [InlineData("http://collector.example/", true, 0, "Kiosk:Upload:Collector must be an https address")]
    [InlineData("https://collector.example/?a=b", true, 0, "Kiosk:Upload:Collector must be an https address")]
    [InlineData("collector.example", true, 0, "Kiosk:Upload:Collector must be an https address")]
    [InlineData("https://collector.example/", false, 0, "Kiosk:Upload:Key is missing")]
    [InlineData("https://collector.example/", true, -1, "Kiosk:Upload:MaxBytesPerHour must be 0 or more")]
    public void A_mistake_is_said_by_its_key(string collector, bool hasKey, int budget, string says) =>
        Assert.Contains(says, Assert.Single(new UploadOptions { Collector = collector, Key = hasKey ? Key : "", MaxBytesPerHour = budget }.Validate(new(new object()))).ErrorMessage, StringComparison.Ordinal);

    [Fact]
    public void A_key_that_is_none_is_said_to_be_so() =>
        Assert.Contains("Kiosk:Upload:Key must be", Assert.Single(new UploadOptions { Key = "hall" }.Validate(new(new object()))).ErrorMessage, StringComparison.Ordinal);

    [Theory]
    [InlineData("https://collector.example/")]
    [InlineData("https://collector.example/kiosk")]
    [InlineData("http://127.0.0.1:8443/")]
    public void A_collector_with_its_key_is_a_setting(string collector) => Assert.Empty(new UploadOptions { Collector = collector, Key = Key }.Validate(new(new object())));

    [Fact]
    public void The_collectors_own_key_makes_a_server_trusted_and_no_other_does()
    {
        using var own = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=hall", own, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        var key = CosignerKey.Of(Journal.Checkpoints.NoteKey.Create("hall", own.ExportSubjectPublicKeyInfo()));

        Assert.True(CollectorConnection.IsTrusted(certificate, SslPolicyErrors.RemoteCertificateChainErrors, key));
        Assert.False(CollectorConnection.IsTrusted(certificate, SslPolicyErrors.RemoteCertificateChainErrors, FakeCollector.Key));
        Assert.True(CollectorConnection.IsTrusted(certificate, SslPolicyErrors.None, FakeCollector.Key));
        Assert.False(CollectorConnection.IsTrusted(null, SslPolicyErrors.RemoteCertificateNotAvailable, key));
    }
}
