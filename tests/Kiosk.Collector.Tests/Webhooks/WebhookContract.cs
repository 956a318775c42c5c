using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Kiosk.Collector.Importing;
using Kiosk.Collector.Ingest;
using Kiosk.Collector.Journals;
using Kiosk.Collector.Storage;
using Kiosk.Collector.Tests.Ingest;
using Kiosk.Collector.Tests.People;
using Kiosk.Collector.Tests.Storage;
using Kiosk.Collector.Webhooks;
using Kiosk.Journal;
using Kiosk.Testing.Durability;
using Kiosk.Verification.Reasons;
using Kiosk.Verification.Time;

namespace Kiosk.Collector.Tests.Webhooks;

/// <summary>Events reach a listener that is there, that refuses, that is slow and that is down, alike on every engine; the clock is the test's.</summary>
public abstract class WebhookContract(EngineFixture engine) : IDisposable
{
    private static readonly byte[] Secret = [.. Enumerable.Range(1, 32).Select(number => (byte)number)];
    private static readonly TestNoteSigner Cosigner = new("hall", Enumerable.Repeat((byte)7, 32).ToArray());
    private static readonly DateTimeOffset Morning = WebhookSamples.Morning;

    private readonly SettableClock clock = new(Morning);
    private readonly HttpClient client = new() { Timeout = TimeSpan.FromSeconds(3) };
    private readonly int port = HookListener.FreePort();

    public void Dispose()
    {
        client.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Check_ins_reverts_and_procedures_are_told_in_order_and_signed()
    {
        await using var database = await MigratedAsync();
        await using var listener = await HookListener.StartAsync(port);
        await CollectAsync(database, [WebhookEvents.CheckIn, WebhookEvents.Reverted, WebhookEvents.ProcedureReceived]);

        await DispatcherOf(database).DispatchAsync(CancellationToken.None);

        Assert.Equal(["HN-01/1/checkin", "HN-01/2/checkin.reverted", "HN-01/3/procedure.received"], listener.Requests.Select(told => told.Id));
        Assert.All(listener.Requests, told => Assert.Equal(
            $"v1,{Convert.ToBase64String(HMACSHA256.HashData(Secret, Encoding.UTF8.GetBytes($"{told.Id}.{Morning.ToUnixTimeSeconds()}.{told.Text}")))}", told.Signature));
        Assert.Empty(await new OutboxStore(database).ListAsync(CancellationToken.None));
    }

    [Fact]
    public async Task An_alarm_of_a_door_is_told_as_what_it_is_and_when_it_ends()
    {
        await using var database = await MigratedAsync();
        await using var listener = await HookListener.StartAsync(port);
        var journal = new TestJournal("HN-07").Append(TestJournal.Alarm(TerminalNote.AlarmForcedOpen, Morning)).Append(TestJournal.Alarm("tamper.opened", Morning)).Append(TestJournal.Alarm(TerminalNote.AlarmEnded, Morning));
        Assert.IsType<IngestOutcome.Stored>(await IngestOf(database, [WebhookEvents.Alarm]).StoreAsync(journal.Batch(1, 3), journal.Key, CancellationToken.None));

        await DispatcherOf(database).DispatchAsync(CancellationToken.None);

        Assert.Equal(
            [
                """{"event":"alarm","terminal":"HN-07","sequence":1,"door":"Kho","occurred":"2026-11-22T01:05:00.000Z","alarm":"forced-open"}""",
                """{"event":"alarm","terminal":"HN-07","sequence":3,"door":"Kho","occurred":"2026-11-22T01:05:00.000Z","alarm":"ended"}""",
            ],
            listener.Requests.Select(told => told.Text));
    }

    [Fact]
    public async Task Nothing_about_a_person_is_told_unless_the_site_says_so()
    {
        await using var database = await MigratedAsync();
        using var source = new TestSource().WithMembers(("Nguyễn Thị Hoa", "Chi bộ 1")).WithMeeting("00000001,member,,,,,,,\n");
        await new PeopleReplacement(database, Morning).RunAsync(new SourceImport(source.Path, null, Morning, null).Read([], CancellationToken.None), null, CancellationToken.None);
        await using var listener = await HookListener.StartAsync(port);
        await CollectAsync(database, [WebhookEvents.CheckIn]);

        await DispatcherOf(database).DispatchAsync(CancellationToken.None);
        await CollectAsync(database, [WebhookEvents.CheckIn], terminal: "HN-02");
        await DispatcherOf(database, "name", "pseudonym").DispatchAsync(CancellationToken.None);

        var (bare, named) = (listener.Requests.First().Text, listener.Requests.Last().Text);
        Assert.Equal("""{"event":"checkin","terminal":"HN-01","sequence":1,"door":"Cửa 2","occurred":"2026-11-22T01:05:00.000Z","meeting":"dai-hoi-2026","session":"phien-1","countsForQuorum":true,"means":"card"}""", bare);
        using var document = JsonDocument.Parse(named);
        Assert.Equal(("Nguyễn Thị Hoa", Convert.ToHexStringLower(TestCards.PseudonymOf(1))), (document.RootElement.GetProperty("name").GetString(), document.RootElement.GetProperty("pseudonym").GetString()));
        Assert.False(document.RootElement.TryGetProperty("cardNumber", out _));
    }

    [Theory]
    [InlineData(nameof(ReasonCode.Admitted), "Quorum", "card")]
    [InlineData(nameof(ReasonCode.CertExpired), "Quorum", "card")]
    [InlineData(nameof(ReasonCode.Admitted), "Quorum, ByInvitation", "invitation")]
    [InlineData(nameof(ReasonCode.DeskCardLeftBehind), "Quorum", "hand")]
    [InlineData(nameof(ReasonCode.DeskGuest), "Nothing", "hand")]
    public async Task A_check_in_tells_by_which_means_somebody_came(string code, string counts, string means)
    {
        await using var database = await MigratedAsync();
        await using var listener = await HookListener.StartAsync(port);
        var journal = new TestJournal("HN-01").Append(TestJournal.Arrival(1, "Cửa 2") with { Code = Enum.Parse<ReasonCode>(code), Counts = Enum.Parse<JournalCounts>(counts) });
        Assert.IsType<IngestOutcome.Stored>(await IngestOf(database, [WebhookEvents.CheckIn]).StoreAsync(journal.Batch(1, 1), journal.Key, CancellationToken.None));

        await DispatcherOf(database).DispatchAsync(CancellationToken.None);

        using var told = JsonDocument.Parse(Assert.Single(listener.Requests).Text);
        Assert.Equal(means, told.RootElement.GetProperty("means").GetString());
    }

    [Fact]
    public async Task A_procedures_case_and_purpose_are_opened_for_a_system_that_may_know_them_and_for_no_other()
    {
        using var rsa = RSA.Create(2048);
        using var key = new CertificateRequest("CN=Registry", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(Morning.AddYears(-1), Morning.AddYears(1));
        await using var database = await MigratedAsync();
        await using var listener = await HookListener.StartAsync(port);
        var journal = new TestJournal("HN-01");
        journal.Append(new JournalRecord(new(Morning, ClockTrust.Attested), JournalMode.Procedure, "PHAT-THE", "Bàn 1", default, JournalOutcome.Admitted, ReasonCode.Admitted, default) with
        {
            Sealed = JournalSeal.Create(key).Prepare(new SealedDetails(CaseNumber: "HS-7", Purpose: "Phát thẻ"), JournalMode.Procedure).Complete(journal.Last),
        });
        using var unsealing = new SealedParts(X509CertificateLoader.LoadPkcs12(key.Export(X509ContentType.Pkcs12), null));
        Assert.IsType<IngestOutcome.Stored>(await IngestOf(database, [WebhookEvents.ProcedureReceived]).StoreAsync(journal.Batch(1, 1), journal.Key, CancellationToken.None));

        var stored = Assert.Single(await new OutboxStore(database).ListAsync(CancellationToken.None)).Body;
        await new WebhookDispatcher(new(database), new(database), [EndpointOf([.. WebhookEvents.All], ["caseNumber"])], client, clock) { Procedures = new(new(database), unsealing) }.DispatchAsync(CancellationToken.None);

        const string Bare = """{"event":"procedure.received","terminal":"HN-01","sequence":1,"door":"Bàn 1","occurred":"2026-11-22T01:05:00.000Z","procedure":"PHAT-THE"}""";
        Assert.Equal((Bare, Bare[..^1] + ""","caseNumber":"HS-7"}"""), (stored, Assert.Single(listener.Requests).Text));
    }

    [Fact]
    public async Task A_batch_that_is_sent_again_tells_nothing_again()
    {
        await using var database = await MigratedAsync();
        await using var listener = await HookListener.StartAsync(port);
        await CollectAsync(database, [WebhookEvents.CheckIn]);
        await DispatcherOf(database).DispatchAsync(CancellationToken.None);

        await CollectAsync(database, [WebhookEvents.CheckIn]);
        await DispatcherOf(database).DispatchAsync(CancellationToken.None);

        Assert.Single(listener.Requests);
    }

    [Fact]
    public async Task A_batch_that_is_refused_leaves_no_event()
    {
        await using var database = await MigratedAsync();
        await CollectAsync(database, [WebhookEvents.CheckIn]);
        var other = new TestJournal("HN-01", "another device").Admit(9, 1);

        Assert.IsType<IngestOutcome.Refused>(await IngestOf(database, [WebhookEvents.CheckIn]).StoreAsync(other.Batch(1, 1), other.Key, CancellationToken.None));

        Assert.Single(await new OutboxStore(database).ListAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_listener_that_is_down_for_a_day_is_told_of_everything_once_and_in_order()
    {
        await using var database = await MigratedAsync();
        await CollectAsync(database, [WebhookEvents.CheckIn, WebhookEvents.Reverted, WebhookEvents.ProcedureReceived]);
        var dispatcher = DispatcherOf(database);
        for (var minute = 0; minute < 24 * 60; minute += 10)
        {
            await dispatcher.DispatchAsync(CancellationToken.None);
            clock.Now = Morning.AddMinutes(minute);
        }

        await using var listener = await HookListener.StartAsync(port);
        clock.Now += TimeSpan.FromHours(1);
        await dispatcher.DispatchAsync(CancellationToken.None);

        Assert.Equal(["HN-01/1/checkin", "HN-01/2/checkin.reverted", "HN-01/3/procedure.received"], listener.Requests.Select(told => told.Id));
        Assert.Empty(await new OutboxStore(database).ListAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_listener_that_is_busy_is_left_alone_for_a_while_and_longer_each_time()
    {
        await using var database = await MigratedAsync();
        await using var listener = await HookListener.StartAsync(port);
        listener.Answers.Enqueue(503);
        listener.Answers.Enqueue(429);
        await CollectAsync(database, [WebhookEvents.CheckIn, WebhookEvents.Reverted]);
        var dispatcher = DispatcherOf(database);

        await dispatcher.DispatchAsync(CancellationToken.None);
        clock.Now += TimeSpan.FromSeconds(2);
        await dispatcher.DispatchAsync(CancellationToken.None);
        Assert.Single(listener.Requests);
        clock.Now += TimeSpan.FromSeconds(3);
        await dispatcher.DispatchAsync(CancellationToken.None);
        clock.Now += TimeSpan.FromSeconds(4);
        await dispatcher.DispatchAsync(CancellationToken.None);
        Assert.Equal(2, listener.Requests.Count);
        clock.Now += TimeSpan.FromSeconds(6);
        await dispatcher.DispatchAsync(CancellationToken.None);

        Assert.Equal(["HN-01/1/checkin", "HN-01/1/checkin", "HN-01/1/checkin", "HN-01/2/checkin.reverted"], listener.Requests.Select(told => told.Id));
    }

    [Fact]
    public async Task A_slow_listener_is_given_up_and_told_again_later()
    {
        await using var database = await MigratedAsync();
        await using var listener = await HookListener.StartAsync(port);
        listener.IsSlow = true;
        await CollectAsync(database, [WebhookEvents.CheckIn]);
        var dispatcher = DispatcherOf(database);

        await dispatcher.DispatchAsync(CancellationToken.None);
        Assert.Equal("timeout", Assert.Single(await new OutboxStore(database).ListAsync(CancellationToken.None)).LastError);
        listener.IsSlow = false;
        clock.Now += TimeSpan.FromSeconds(5);
        await dispatcher.DispatchAsync(CancellationToken.None);

        Assert.Equal(2, listener.Requests.Count);
        Assert.Empty(await new OutboxStore(database).ListAsync(CancellationToken.None));
    }

    [Fact]
    public async Task An_event_that_is_always_refused_becomes_a_dead_letter_and_holds_up_no_other()
    {
        await using var database = await MigratedAsync();
        await using var listener = await HookListener.StartAsync(port);
        listener.Answers.Enqueue(400);
        await CollectAsync(database, [WebhookEvents.CheckIn, WebhookEvents.Reverted]);
        var (dispatcher, outbox) = (DispatcherOf(database), new OutboxStore(database));
        await dispatcher.DispatchAsync(CancellationToken.None);
        Assert.Equal(["HN-01/1/checkin", "HN-01/2/checkin.reverted"], listener.Requests.Select(told => told.Id));

        for (var attempt = 2; attempt <= WebhookDispatcher.MaxRefusals; attempt++)
        {
            listener.Answers.Enqueue(400);
            clock.Now += TimeSpan.FromHours(1);
            await dispatcher.DispatchAsync(CancellationToken.None);
        }

        var dead = Assert.Single(await outbox.ListAsync(CancellationToken.None));
        Assert.Equal((true, WebhookDispatcher.MaxRefusals, "HTTP 400"), (dead.IsDead, dead.Attempts, dead.LastError));
        Assert.Equal(1, await outbox.RetryAsync("handbook", clock.Now, CancellationToken.None));
        await dispatcher.DispatchAsync(CancellationToken.None);
        Assert.Empty(await outbox.ListAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_listener_that_is_down_for_good_leaves_dead_letters_after_three_days()
    {
        await using var database = await MigratedAsync();
        await CollectAsync(database, [WebhookEvents.CheckIn]);
        var dispatcher = DispatcherOf(database);
        await dispatcher.DispatchAsync(CancellationToken.None);

        clock.Now += TimeSpan.FromDays(3);
        await dispatcher.DispatchAsync(CancellationToken.None);

        Assert.True(Assert.Single(await new OutboxStore(database).ListAsync(CancellationToken.None)).IsDead);
    }

    [Fact]
    public async Task The_end_of_a_meeting_is_told_once()
    {
        await using var database = await MigratedAsync();
        using var source = new TestSource().WithMembers(("Nguyễn Thị Hoa", "Chi bộ 1")).WithMeeting("00000001,member,,,,,,,\n");
        await new PeopleReplacement(database, Morning).RunAsync(new SourceImport(source.Path, null, Morning, null).Read([], CancellationToken.None), null, CancellationToken.None);
        await using var listener = await HookListener.StartAsync(port);
        var dispatcher = DispatcherOf(database);

        await dispatcher.DispatchAsync(CancellationToken.None);
        Assert.Empty(listener.Requests);
        clock.Now = new(2026, 11, 22, 4, 30, 0, TimeSpan.Zero);
        await dispatcher.DispatchAsync(CancellationToken.None);
        await dispatcher.DispatchAsync(CancellationToken.None);

        Assert.Equal("""{"event":"meeting.closed","meeting":"dai-hoi-2026","occurred":"2026-11-22T04:30:00.000Z"}""", Assert.Single(listener.Requests).Text);
    }

    private async Task CollectAsync(IDatabase database, string[] events, string terminal = "HN-01")
    {
        var journal = WebhookSamples.JournalOf(terminal);
        Assert.IsType<IngestOutcome.Stored>(await IngestOf(database, events).StoreAsync(journal.Batch(1, 4), journal.Key, CancellationToken.None));
    }

    private BatchIngest IngestOf(IDatabase database, string[] events) => new(new(database), Cosigner, clock, new([EndpointOf(events, [])]));

    private WebhookDispatcher DispatcherOf(IDatabase database, params string[] include) => new(new(database), new(database), [EndpointOf([.. WebhookEvents.All], include)], client, clock);

    private WebhookEndpoint EndpointOf(string[] events, string[] include) => new("handbook", new($"http://127.0.0.1:{port}/hook"), Secret, events.ToHashSet(StringComparer.Ordinal), include.ToHashSet(StringComparer.Ordinal));

    private async Task<IDatabase> MigratedAsync()
    {
        var database = engine.Create();
        await SchemaMigrator.RunAsync(database, CancellationToken.None);
        return database;
    }
}
