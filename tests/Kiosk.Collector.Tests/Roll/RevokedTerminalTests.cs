using System.Net;
using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Collector.Roll;
using Kiosk.Collector.Serving;
using Kiosk.Collector.Storage.Sqlite;
using Kiosk.Collector.Tests.Serving;
using Kiosk.Durability;
using Kiosk.Feed.Reading;
using Kiosk.Feed.Records;
using Kiosk.Identity;
using Kiosk.Identity.Enrolment;
using Kiosk.Identity.Listing;
using Kiosk.Journal.Upload;
using Kiosk.Testing.Durability;
using TestTerminal = Kiosk.Collector.Tests.Serving.TestTerminal;
using TestTerminalFeed = Kiosk.Testing.Feed.TestTerminalFeed;

namespace Kiosk.Collector.Tests.Roll;

/// <summary>What the desk's published list does at the collector.</summary>
[SupportedOSPlatform("linux")]
public sealed class RevokedTerminalTests : IAsyncLifetime
{
    private readonly TestFolder folder = TestFolder.Fast();
    private readonly TerminalAuthority another = TerminalAuthority.Create("Another collector", TimeProvider.System.GetUtcNow());
    private KeyFile keys = null!;
    private TerminalRecord listed = null!;
    private SqliteDatabase database = null!;
    private RunningCollector collector = null!;
    private TestTerminalFeed feed = null!;
    private TestTerminal terminal = null!;

    public async Task InitializeAsync()
    {
        database = new(folder["collector.sqlite"]);
        collector = await RunningCollector.StartAsync(database);
        keys = KeyFile.Create(folder["device.key"], new DurableFiles());
        var answer = another.Issue(EnrolmentRequest.Create("HN-01", keys, token: null), TimeProvider.System.GetUtcNow());
        listed = new("HN-01", "2", answer.SigningCertificate, answer.DecryptionCertificate);
        terminal = new("HN-01", collector.Address, keys.WithSigningKey(X509CertificateLoader.LoadCertificate(answer.SigningCertificate.Span)));
        terminal.Journal.Admit(1, 40);
        feed = await new TestTerminalFeed(folder["feed"], TimeProvider.System).PublishAsync(listed);
    }

    public async Task DisposeAsync()
    {
        terminal.Dispose();
        keys.Dispose();
        another.Dispose();
        await collector.DisposeAsync();
        await database.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task A_terminal_of_another_collector_is_known_by_the_desks_list_and_refused_by_its_code_once_it_is_revoked()
    {
        using var before = await terminal.SendAsync(terminal.Journal.Batch(1, 10));
        await UpdateAsync();
        await terminal.StoreAsync(terminal.Journal.Batch(1, 10));
        await RevokeAsync();

        using var refused = await terminal.SendAsync(terminal.Journal.Batch(11, 10));

        Assert.Equal((HttpStatusCode.Forbidden, UploadRefusal.UnknownTerminal), (before.StatusCode, (await RefusalOfAsync(before)).Code));
        Assert.Equal((HttpStatusCode.Forbidden, UploadRefusal.RevokedTerminal), (refused.StatusCode, (await RefusalOfAsync(refused)).Code));
        Assert.Contains("Terminal HN-01 was revoked on", (await RefusalOfAsync(refused)).Detail, StringComparison.Ordinal);
    }

    /// <summary>Whose key decrypts what the feed seals, and would sign as well; no list revokes it.</summary>
    [Fact]
    public void The_certificate_of_a_terminals_other_key_lets_nobody_in()
    {
        var authenticator = new TerminalAuthenticator([.. another.Certificates.Select(der => X509CertificateLoader.LoadCertificate(der))], desk: null, collector.Roll, TimeProvider.System);
        using var signing = SignedFor(X509KeyUsageFlags.DigitalSignature);
        using var decryption = SignedFor(X509KeyUsageFlags.KeyAgreement);

        Assert.IsType<TerminalRecognition.Known>(authenticator.Recognise(signing));
        Assert.IsType<TerminalRecognition.Unknown>(authenticator.Recognise(decryption));
    }

    /// <summary>Two terminals with one id: one enrolled at the desk, one at this collector.</summary>
    [Fact]
    public async Task Another_key_of_an_id_that_the_desk_lists_as_enrolled_is_refused_until_that_one_is_revoked()
    {
        using var second = new TestTerminal("HN-01", collector.Address);
        second.Journal.Admit(1, 20);
        await second.StoreAsync(second.Journal.Batch(1, 5));
        await UpdateAsync();

        using var refused = await second.SendAsync(second.Journal.Batch(6, 5));
        await RevokeAsync();

        Assert.Equal(UploadRefusal.UnknownTerminal, (await RefusalOfAsync(refused)).Code);
        await second.StoreAsync(second.Journal.Batch(6, 5));
    }

    [Fact]
    public async Task An_open_request_for_arrivals_ends_when_its_terminal_is_revoked()
    {
        await UpdateAsync();
        using var arrivals = await terminal.OpenArrivalsAsync();
        await RevokeAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));

        var rest = await arrivals.ReadToEndAsync(limit.Token);

        Assert.DoesNotContain("{", rest, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_read_is_in_force_after_a_restart_and_an_older_feed_does_not_undo_it()
    {
        var older = await CopyAsync();
        await RevokeAsync();
        var restarted = new TerminalRoll(collector.Data, new DurableFiles());

        await Assert.ThrowsAsync<FeedReadException>(() => restarted.UpdateAsync(new FeedFolder(older), root: null, TimeProvider.System.GetUtcNow(), CancellationToken.None));

        Assert.Equal("stolen", restarted.Current.RevocationOf("HN-01")?.Reason);
    }

    [Fact]
    public async Task Without_a_root_nothing_is_trusted()
    {
        var refused = await Assert.ThrowsAsync<FeedReadException>(() => collector.Roll.UpdateAsync(new FeedFolder(feed.Folder), root: null, TimeProvider.System.GetUtcNow(), CancellationToken.None));

        Assert.Contains("--feed-root", refused.Message, StringComparison.Ordinal);
    }

    private X509Certificate2 SignedFor(X509KeyUsageFlags usage)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=HN-01", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(usage, critical: true));
        using var issuer = X509Certificate2.CreateFromPem(another.ExportCertificatesPem(), another.ExportKeyPem());
        return request.Create(issuer, DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddDays(1), RandomNumberGenerator.GetBytes(8));
    }

    private async Task RevokeAsync()
    {
        await feed.PublishAsync(listed with { Revoked = new TerminalRevocation(TimeProvider.System.GetUtcNow(), "stolen") });
        await UpdateAsync();
    }

    private Task<RollFile> UpdateAsync() => collector.Roll.UpdateAsync(new FeedFolder(feed.Folder), feed.Root, TimeProvider.System.GetUtcNow(), CancellationToken.None);

    private static async Task<UploadRefusal> RefusalOfAsync(HttpResponseMessage response) => UploadRefusal.Parse(await response.Content.ReadAsByteArrayAsync())!;

    private async Task<string> CopyAsync()
    {
        foreach (var path in Directory.EnumerateFiles(feed.Folder, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder["copy"], Path.GetRelativePath(feed.Folder, path));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            await File.WriteAllBytesAsync(copy, await File.ReadAllBytesAsync(path));
        }

        return folder["copy"];
    }
}
