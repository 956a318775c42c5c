using System.Net;
using System.Runtime.Versioning;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Kiosk.Collector.Enrolling;
using Kiosk.Collector.Halls;
using Kiosk.Collector.Keys;
using Kiosk.Collector.Storage;
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

    /// <summary>A hall authenticates itself, and not the terminals whose certificates it shows: these are judged as if they had come themselves.</summary>
    [Fact]
    public async Task What_it_signed_is_not_taken_from_a_hall_either_unless_the_desk_lists_it()
    {
        using var hall = CollectorKey.Open(folder["hall"], "hall-1", new DurableFiles());
        using var certificate = hall.CreateCertificate(DateTimeOffset.UtcNow);
        Assert.True(new HallList(collector.Data, new DurableFiles()).Add(hall.Cosigner));
        using var client = new CollectorClient(CollectorConnection.Open(collector.Address, collector.Cosigner, () => certificate), collector.Address, new("--upstream", "--upstream-key"));
        var (listed, record) = await EnrolAsync("HN-01");
        var (stranger, _) = await EnrolAsync("HN-02");
        using var first = listed;
        using var second = stranger;
        Assert.IsType<UploadOutcome.Stored>(await PassOnAsync(client, stranger, stranger.Journal.Batch(1, 5)));
        await PublishAsync(new(TimeProvider.System.GetUtcNow(), "server stolen"), record);

        var taken = await PassOnAsync(client, listed, listed.Journal.Batch(1, 10));
        var refused = await PassOnAsync(client, stranger, stranger.Journal.Batch(6, 5));

        Assert.Equal(10UL, Assert.IsType<UploadOutcome.Stored>(taken).Answer.Contiguous);
        Assert.Equal(UploadRefusal.RevokedTerminal, Assert.IsType<UploadOutcome.Refused>(refused).Code);
        Assert.Equal(5UL, (await new JournalStore(database).FindAsync("HN-02", CancellationToken.None))!.Contiguous);
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

    private static Task<UploadOutcome> PassOnAsync(CollectorClient hall, TestTerminal terminal, UploadBatch batch) =>
        hall.SendAsync(batch.TerminalId, batch.Encode(), terminal.Certificate.RawData, CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(60));

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
