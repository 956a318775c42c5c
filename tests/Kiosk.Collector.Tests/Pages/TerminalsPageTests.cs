using System.Net;
using System.Runtime.Versioning;
using Kiosk.Collector.Accounts;
using Kiosk.Collector.Journals;
using Kiosk.Collector.Pages;
using Kiosk.Collector.Roll;
using Kiosk.Collector.Tests.Ingest;
using Kiosk.Collector.Tests.Serving;
using Kiosk.Collector.Tests.Storage;
using Kiosk.Feed.Metadata;
using Kiosk.Feed.Records;
using Kiosk.Identity;
using Kiosk.Identity.Enrolment;
using Kiosk.Journal;
using Kiosk.Journal.Upload;
using Kiosk.Verification.Reasons;

namespace Kiosk.Collector.Tests.Pages;

/// <summary>Terminals on the page: how they are, and whether they are ready for the next meeting.</summary>
public abstract class TerminalsPageContract(EngineFixture engine)
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, string> Flaws { get; } = new()
    {
        { "clock", "Nothing confirms its clock" },
        { "ahead", "Its clock is wrong by 5 minutes" },
        { "disk", "Its disk is nearly full" },
        { "unsigned", "Its newest records are not signed" },
        { "refused", "Batches of it were refused" },
        { "old", "Its card data is older than 14 days" },
        { "meeting", "It does not have the next meeting" },
        { "roster", "Its roster has 3 people, the one here 4" },
        { "outage", ReasonTable.Of(ReasonCode.TerminalCache).Meaning.English.TrimEnd('.') },
        { "tap", "It is not ready" },
    };

    [Fact]
    public void A_terminal_that_is_well_and_has_the_next_meeting_is_ready()
    {
        var line = Assert.Single(TerminalLine.Of(FactsOf(TestState.At(Now)), Now));

        Assert.Empty(line.Objections);
        Assert.Equal((true, Now, TestState.Version), (line.IsReady, line.LastHeard, line.Version));
    }

    [Theory]
    [MemberData(nameof(Flaws))]
    public void Each_flaw_of_its_own_is_named_and_keeps_it_from_being_ready(string flaw, string sentence)
    {
        var line = Assert.Single(TerminalLine.Of(FactsOf(WithFlaw(flaw)), Now));

        Assert.False(line.IsReady);
        Assert.Equal(sentence, Assert.Single(line.Objections).English);
    }

    [Fact]
    public void One_that_says_nothing_of_itself_is_not_ready()
    {
        var facts = FactsOf(TestState.At(Now)) with { States = new Dictionary<string, ReportedState>() };

        Assert.Equal([TerminalWords.NoState], Assert.Single(TerminalLine.Of(facts, Now)).Objections);
    }

    [Fact]
    public void A_revoked_one_is_shown_as_revoked_and_not_judged()
    {
        using var authority = TerminalAuthority.Create("CA", Now);
        using var folder = Testing.Durability.TestFolder.Fast();
        using var keys = KeyFile.Create(folder["device.key"], new Durability.DurableFiles());
        var answer = authority.Issue(EnrolmentRequest.Create("HN-01", keys, token: null), Now);
        var record = new TerminalRecord("HN-01", "1", answer.SigningCertificate, answer.DecryptionCertificate) { Revoked = new(Now.AddDays(-1), "mất trộm") };
        var facts = FactsOf(TestState.At(Now) with { IsReady = false }) with { Roll = new(Now, null, FeedVersions.None, [record]) };

        var line = Assert.Single(TerminalLine.Of(facts, Now));

        Assert.Equal((false, "mất trộm", 0), (line.IsReady, line.Revoked!.Reason, line.Objections.Count));
    }

    [Fact]
    public async Task The_page_shows_state_data_and_lag_and_the_other_page_what_was_refused()
    {
        await using var database = engine.Create();
        await using var page = await RunningPage.StartAsync(database);
        var journal = new TestJournal("HN-01");
        journal.Admit(1, 5);
        await page.Ingest.StoreAsync(journal.Batch(1, 5), journal.Key, CancellationToken.None);
        var now = TimeProvider.System.GetUtcNow();
        await page.States.SaveAsync("HN-01", TestState.At(now) with { Queue = new(90, 1_234, 0, [new(61, 80, 422, UploadRefusal.BrokenChain, now)]) }, now, CancellationToken.None);
        await page.States.RefuseAsync("HN-01", UploadRefusal.Malformed, 0, 0, now, CancellationToken.None);
        using var browser = await page.SignInAsync(AccountRoles.Operator);

        var terminals = WebUtility.HtmlDecode(await browser.ReadAsync("/terminals"));
        var refused = WebUtility.HtmlDecode(await browser.ReadAsync("/forks"));

        Assert.All(["HN-01", "version 12, 3 hours ago", "revocation lists: 5 hours ago", "members 79: version 41, 30,000 rows", "1,234", "4,768 MB free", TestState.Version], text => Assert.Contains(text, terminals, StringComparison.Ordinal));
        Assert.All(["61–80", "It does not continue the records that were collected", "the terminal", "The batch is malformed", "the collector"], text => Assert.Contains(text, refused, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Alarms_of_doors_stand_on_the_page_with_how_they_ended()
    {
        await using var database = engine.Create();
        await using var page = await RunningPage.StartAsync(database);
        var now = TimeProvider.System.GetUtcNow();
        var journal = new TestJournal("HN-07");
        foreach (var (name, minutes) in (ReadOnlySpan<(string, int)>)
            [(TerminalNote.AlarmForcedOpen, 50), (TerminalNote.AlarmEnded, 49), (TerminalNote.AlarmHeldOpen, 30), (TerminalNote.AlarmAcknowledged, 20), (TerminalNote.AlarmEnded, 20), (TerminalNote.AlarmHeldOpen, 5)])
        {
            journal.Append(TestJournal.Alarm(name, now.AddMinutes(-minutes)));
        }

        await page.Ingest.StoreAsync(journal.Batch(1, 6), journal.Key, CancellationToken.None);
        using var browser = await page.SignInAsync(AccountRoles.Operator);

        var lines = AlarmLine.Of(await page.Store.AlarmsAsync(now.AddDays(-1), CancellationToken.None));

        Assert.Equal([(TerminalWords.HeldOpen, false, false), (TerminalWords.HeldOpen, true, true), (TerminalWords.ForcedOpen, true, false)], lines.Select(line => (line.What, line.End is not null, line.IsAcknowledged)));
        var shown = WebUtility.HtmlDecode(await browser.ReadAsync("/terminals"));
        Assert.All(["Alarms of the last 7 days", "Door held open", "Door forced open", "still on", "operator's card"], text => Assert.Contains(text, shown, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_roster_that_was_imported_anew_is_on_the_next_page()
    {
        await using var database = engine.Create();
        await using var page = await RunningPage.StartAsync(database);
        using var browser = await page.SignInAsync(AccountRoles.Operator);
        var before = await browser.ReadAsync($"/meetings/{TestJournal.Meeting}");

        await RunningPage.ImportAsync(database, people: 6, RunningPage.Today);
        var after = await browser.ReadAsync($"/meetings/{TestJournal.Meeting}");

        Assert.Contains("0/4", before, StringComparison.Ordinal);
        Assert.Contains("0/6", after, StringComparison.Ordinal);
    }

    private static TerminalState WithFlaw(string flaw)
    {
        var well = TestState.At(Now);
        return flaw switch
        {
            "clock" => well with { ClockTrust = "FloorOnly" },
            "ahead" => well with { At = Now.AddMinutes(5) },
            "disk" => well with { DiskFree = 1_000 },
            "unsigned" => well with { IsSigning = false },
            "refused" => well with { Queue = new(9, 9, 0, [new(1, 9, 422, null, Now)]) },
            "old" => well with { Data = well.Data! with { AsOf = Now.AddDays(-15) } },
            "meeting" => well with { Meetings = [] },
            "roster" => well with { Meetings = [new(TestJournal.Meeting, Now, 3)] },
            "outage" => well with { IsReady = false, Outages = ["terminal.cache"] },
            _ => well with { IsReady = false },
        };
    }

    private static TerminalFacts FactsOf(TerminalState state) => new(
        [new("HN-01", 100, 100, ReadOnlyMemory<byte>.Empty, new(), null, 100, null, null, Now.AddDays(-9), Now)],
        new Dictionary<string, string> { ["HN-01"] = TestState.Version },
        new Dictionary<string, ReportedState> { ["HN-01"] = new(Now, state) },
        new HashSet<string>(),
        _ => null,
        RollFile.Empty,
        new(TestJournal.Meeting, 4));
}

[Collection(SharedPostgres.Name)]
[SupportedOSPlatform("linux")]
public sealed class PostgresTerminalsPageTests(SharedPostgresFixture engine) : TerminalsPageContract(engine);

public sealed class SqliteTerminalsPageTests(SqliteFixture engine) : TerminalsPageContract(engine), IClassFixture<SqliteFixture>;
