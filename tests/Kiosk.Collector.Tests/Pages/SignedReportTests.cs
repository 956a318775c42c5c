using System.IO.Compression;
using System.Net;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Collector.Accounts;
using Kiosk.Collector.Tests.Ingest;
using Kiosk.Collector.Tests.Storage;

namespace Kiosk.Collector.Tests.Pages;

/// <summary>Reports that the page signs: the file and its detached signature in one archive.</summary>
public abstract class SignedReportContract(EngineFixture engine)
{
    private const string Here = $"/meetings/{TestJournal.Meeting}";
    private const string Signed = $"{Here}/report?form=attendance&format=csv&session=phien-1&signed=true";
    private const string Button = "name=\"signed\"";

    [Fact]
    public async Task The_archive_holds_the_report_and_a_signature_of_these_very_bytes()
    {
        using var signer = Issue(DateTimeOffset.UtcNow.AddDays(30));
        await using var database = engine.Create();
        await using var page = await RunningPage.StartAsync(database, signer: signer);
        using var browser = await page.SignInAsync(AccountRoles.Secretary);

        using var answer = await browser.GetAsync(Signed);
        await using var archive = new ZipArchive(await answer.Content.ReadAsStreamAsync());
        var report = await ReadAsync(archive, $"{TestJournal.Meeting}-attendance.csv");
        var message = new SignedCms(new ContentInfo(report), detached: true);
        message.Decode(await ReadAsync(archive, $"{TestJournal.Meeting}-attendance.csv.p7s"));

        message.CheckSignature(verifySignatureOnly: true);
        Assert.Equal(signer.Thumbprint, message.SignerInfos[0].Certificate!.Thumbprint);
        Assert.Contains("Nguyễn Thị Hoa", System.Text.Encoding.UTF8.GetString(report), StringComparison.Ordinal);
        Assert.Contains(Button, await browser.ReadAsync(Here), StringComparison.Ordinal);
        Assert.Equal("report form=Attendance format=Csv session=phien-1 signed", (await new Collector.Storage.LookStore(database).NewestAsync("", 1, CancellationToken.None))[0].Page);
    }

    [Fact]
    public async Task Without_a_certificate_there_is_no_button_and_nothing_signed()
    {
        await using var database = engine.Create();
        await using var page = await RunningPage.StartAsync(database);
        using var browser = await page.SignInAsync(AccountRoles.Secretary);

        using var answer = await browser.GetAsync(Signed);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.DoesNotContain(Button, await browser.ReadAsync(Here), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_that_has_ended_signs_nothing_and_the_page_says_so()
    {
        using var signer = Issue(DateTimeOffset.UtcNow.AddDays(-1));
        await using var database = engine.Create();
        await using var page = await RunningPage.StartAsync(database, signer: signer);
        using var browser = await page.SignInAsync(AccountRoles.Secretary);

        using var answer = await browser.GetAsync(Signed);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("The certificate that signs reports is good from ", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static X509Certificate2 Issue(DateTimeOffset until)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest("CN=Thu ky", key, HashAlgorithmName.SHA256).CreateSelfSigned(until.AddDays(-60), until);
    }

    private static async Task<byte[]> ReadAsync(ZipArchive archive, string name)
    {
        using var content = new MemoryStream();
        await using var entry = await archive.GetEntry(name)!.OpenAsync();
        await entry.CopyToAsync(content);
        return content.ToArray();
    }
}

[Collection(SharedPostgres.Name)]
[SupportedOSPlatform("linux")]
public sealed class PostgresSignedReportTests(SharedPostgresFixture engine) : SignedReportContract(engine);

public sealed class SqliteSignedReportTests(SqliteFixture engine) : SignedReportContract(engine), IClassFixture<SqliteFixture>;
