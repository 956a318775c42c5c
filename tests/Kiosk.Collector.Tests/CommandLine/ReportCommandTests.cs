using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Collector.CommandLine;
using Kiosk.Collector.Tests.People;
using Kiosk.Testing.Durability;

namespace Kiosk.Collector.Tests.CommandLine;

/// <summary>From the desk's source folder to the file on the secretary's table, by the verbs.</summary>
[SupportedOSPlatform("linux")]
public sealed class ReportCommandTests : IDisposable
{
    private readonly TestFolder folder = TestFolder.Fast();
    private readonly TestSource source = new TestSource().WithMembers(("Nguyễn Thị Hoa", "Chi bộ 1")).WithMeeting("00000001,member,,,,,,,\n");

    public void Dispose()
    {
        source.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task A_report_is_written_with_its_signature_for_its_owner_alone()
    {
        await SignWithAsync();
        Assert.Equal(0, await RunAsync("import", "--source", source.Path));

        Assert.Equal(0, await RunAsync("report", TestSource.Meeting, "--out", folder["danh-sach.xlsx"]));

        Assert.All(((string[])["danh-sach.xlsx", "danh-sach.xlsx.p7s"]), name => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder[name])));
    }

    [Theory]
    [InlineData("khac --out khac.pdf")]
    [InlineData("dai-hoi-2026 --out khac.doc")]
    [InlineData("dai-hoi-2026 --unit X --from 2026-11 --out khac.pdf")]
    [InlineData("--unit X --out khac.pdf")]
    [InlineData("--all-units --from 11/2026 --out khac.pdf")]
    [InlineData("dai-hoi-2026 --template none.json --out khac.pdf")]
    [InlineData("dai-hoi-2026 --sign none.pem --out khac.pdf")]
    public async Task What_cannot_be_made_is_wrong_use(string arguments)
    {
        await RunAsync("import", "--source", source.Path);

        Assert.Equal(2, await RunAsync(["report", .. arguments.Split(' ')]));
    }

    [Fact]
    public async Task A_folder_with_mistakes_imports_nothing()
    {
        source.Write("members.csv", "certificate,name\n");

        Assert.Equal(2, await RunAsync("import", "--source", source.Path));
        Assert.Equal(2, await RunAsync("import", "--source", folder.Path));
        Assert.Equal(2, await RunAsync("report", TestSource.Meeting, "--out", folder["khac.pdf"]));
    }

    private Task<int> RunAsync(params string[] arguments) => CollectorCommand.RunAsync([.. arguments, "--dev", "--data", folder["data"]]);

    private async Task SignWithAsync()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=Thu ky", key, HashAlgorithmName.SHA256).CreateSelfSigned(new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2036, 1, 1, 0, 0, 0, TimeSpan.Zero));
        Directory.CreateDirectory(folder["data"]);
        await File.WriteAllTextAsync(folder["data/report.pem"], $"{certificate.ExportCertificatePem()}\n{key.ExportPkcs8PrivateKeyPem()}\n");
    }
}
