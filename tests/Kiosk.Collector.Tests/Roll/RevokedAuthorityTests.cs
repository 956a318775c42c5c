using System.Net;
using System.Runtime.Versioning;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Kiosk.Collector.Enrolling;
using Kiosk.Collector.Storage.Sqlite;
using Kiosk.Collector.Tests.Serving;
using Kiosk.Durability;
using Kiosk.Feed.Records;
using Kiosk.Feed.Targets;
using Kiosk.Identity;
using Kiosk.Identity.Enrolment;
using Kiosk.Identity.Listing;
using Kiosk.Journal.Upload;
using Kiosk.Testing.Durability;
using TestTerminal = Kiosk.Collector.Tests.Serving.TestTerminal;
using TestTerminalFeed = Kiosk.Testing.Feed.TestTerminalFeed;

namespace Kiosk.Collector.Tests.Roll;

/// <summary>The desk revoked the CA by which terminals enrol at this collector: its key may be in anybody's hands.</summary>
[SupportedOSPlatform("linux")]
public sealed class RevokedAuthorityTests : IAsyncLifetime
{
    private readonly TestFolder folder = TestFolder.Fast();
    private EnrolmentDesk desk = null!;
    private SqliteDatabase database = null!;
    private RunningCollector collector = null!;
    private TestTerminalFeed feed = null!;

    public async Task InitializeAsync()
    {
        desk = EnrolmentDesk.Open(folder.Path, makesUp: true, new DurableFiles(), TimeProvider.System)!;
        database = new(folder["collector.sqlite"]);
        collector = await RunningCollector.StartAsync(database, desk.Authorities, desk);
        feed = new(folder["feed"], TimeProvider.System);
    }

    public async Task DisposeAsync()
    {
        await collector.DisposeAsync();
        await database.DisposeAsync();
        desk.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Of_what_it_signed_the_collector_takes_in_only_whom_the_desk_lists()
    {
        var (listed, record) = await EnrolAsync("HN-01");
        var (stranger, _) = await EnrolAsync("HN-02");
        using var first = listed;
        using var second = stranger;
        await stranger.StoreAsync(stranger.Journal.Batch(1, 5));
        await PublishAsync(revoked: null, record);
        await stranger.StoreAsync(stranger.Journal.Batch(6, 5));

        await PublishAsync(new(TimeProvider.System.GetUtcNow(), "server stolen"), record);

        await listed.StoreAsync(listed.Journal.Batch(1, 10));
        using var refused = await stranger.SendAsync(stranger.Journal.Batch(11, 10));
        var refusal = UploadRefusal.Parse(await refused.Content.ReadAsByteArrayAsync())!;
        Assert.Equal((HttpStatusCode.Forbidden, UploadRefusal.RevokedTerminal), (refused.StatusCode, refusal.Code));
        Assert.Contains("server stolen", refusal.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_enrols_nobody_any_more()
    {
        await PublishAsync(new(TimeProvider.System.GetUtcNow(), "server stolen"));

        using var response = await RequestAsync("HN-03");

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains("The CA of this collector was revoked by the desk", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private async Task<(TestTerminal Terminal, TerminalRecord Record)> EnrolAsync(string id)
    {
        using var response = await RequestAsync(id);
        var answer = EnrolmentAnswer.Parse(await response.Content.ReadAsStringAsync());
        using var keys = KeyFile.Read(folder[$"{id}.key"], files: null)!;
        var terminal = new TestTerminal(id, collector.Address, keys.WithSigningKey(X509CertificateLoader.LoadCertificate(answer.SigningCertificate.Span)));
        terminal.Journal.Admit(1, 30);
        return (terminal, new(id, "1", answer.SigningCertificate, answer.DecryptionCertificate));
    }

    private async Task<HttpResponseMessage> RequestAsync(string id)
    {
        using var keys = KeyFile.Create(folder[$"{id}.key"], new DurableFiles());
        using var stranger = new TestTerminal("HN-09", collector.Address);
        var token = desk.Invite(id, ProvinceCode.Parse("01"), "1", collector.EnrolmentAddress);
        return await stranger.PostAsync(EnrolmentEndpoint.Path, Encoding.ASCII.GetBytes(EnrolmentRequest.Create(id, keys, token).ToPem()));
    }

    private async Task PublishAsync(TerminalRevocation? revoked, params IReadOnlyList<TerminalRecord> listed)
    {
        var certificate = desk.Authorities[0];
        await feed.PublishAsync(listed, [new(certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false), certificate.RawDataMemory, revoked)]);
        await collector.Roll.UpdateAsync(new FeedFolder(feed.Folder), feed.Root, TimeProvider.System.GetUtcNow(), CancellationToken.None);
    }
}
