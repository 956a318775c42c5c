using Kiosk.Cards.Piv;
using Kiosk.Feed.Records;
using Kiosk.Feed.Targets;
using Kiosk.Service.Configuration;
using Kiosk.Service.Sync;
using Kiosk.Testing.Feed;
using Kiosk.Testing.Pki;
using Kiosk.Verification.Profiles;

namespace Kiosk.Service.Tests.Sync;

/// <summary>Whatever part of a feed cannot be had or used, the others arrive, and the sentence names the one that did not.</summary>
public sealed class FailingPartTests
{
    [Theory]
    [InlineData("crls/")]
    [InlineData("rosters")]
    [InlineData("meetings")]
    [InlineData("procedures.json")]
    public async Task Members_arrive_although_another_part_does_not(string part)
    {
        using var terminal = await ChangedAsync();
        terminal.Server.BreakAfter = path => path.Contains(part, StringComparison.Ordinal) ? 0 : null;

        await terminal.SyncAsync();

        Assert.True(terminal.Holds(1000));
        terminal.Server.BreakAfter = _ => null;
        await terminal.SyncAsync();
        Assert.IsType<SyncOutcome.NotModified>(await terminal.SyncAsync());
    }

    [Theory]
    [InlineData("members")]
    [InlineData("procedures.json")]
    [InlineData("policy.json")]
    [InlineData("profile.json")]
    [InlineData("registry.crt")]
    public async Task A_revocation_is_in_force_although_another_part_does_not_arrive(string part)
    {
        using var terminal = await ChangedAsync();
        terminal.Server.BreakAfter = path => path.Contains(part, StringComparison.Ordinal) ? 0 : null;

        await terminal.SyncAsync();

        Assert.Equal(1, terminal.Cache.Current.Counts.Revocations);
    }

    [Fact]
    public async Task A_file_that_never_comes_leaves_its_last_version_in_use_and_later_revocations_arrive_all_the_same()
    {
        using var terminal = await ChangedAsync();
        terminal.Server.BreakAfter = path => path.Contains("procedures.json", StringComparison.Ordinal) ? 0 : null;
        await terminal.SyncAsync();
        terminal.Source.WriteCrls(number: 3, TestPki.Issue(serial: 1).RevokedAt(TestPki.Yesterday), TestPki.Issue(serial: 2).RevokedAt(TestPki.Yesterday));
        await terminal.Feed.PublishAsync();

        var applied = Assert.IsType<SyncOutcome.Applied>(await terminal.SyncAsync());

        Assert.Equal(2, terminal.Cache.Current.Counts.Revocations);
        Assert.Single(terminal.Cache.Current.Procedures);
        Assert.Contains("procedures.json", Assert.Single(applied.Problems).English, StringComparison.Ordinal);
        terminal.Server.BreakAfter = _ => null;
        await terminal.SyncWellAsync();
        Assert.Empty(terminal.Cache.Current.Procedures);
    }

    [Fact]
    public async Task The_list_of_releases_is_kept_although_a_later_one_cannot_be_used()
    {
        using var terminal = await ChangedAsync();
        terminal.Source.Feed.National["releases.json"] = System.Text.Encoding.UTF8.GetBytes($$"""[ { "version": "1.4.2", "architecture": "arm64", "rootHash": "{{new string('a', 64)}}" } ]""");
        await terminal.Feed.PublishAsync();
        await terminal.SyncWellAsync();
        terminal.Source.Feed.National["releases.json"] = "[ {} ]"u8.ToArray();
        await terminal.Feed.PublishAsync();

        var refused = await terminal.SyncAsync();

        Assert.Contains("releases.json cannot be used", refused.Sentence, StringComparison.Ordinal);
        Assert.Equal("1.4.2", Assert.Single(terminal.Setup.Status.Standing.Releases!).Version);
    }

    [Fact]
    public async Task Holidays_arrive_with_the_catalogue()
    {
        using var terminal = await ChangedAsync();
        terminal.Source.Feed.PutProcedures(new ProcedureCatalogue([], new([new("Tết Nguyên đán", new(2027, 2, 4), new(2027, 2, 10))], [])));
        await terminal.Feed.PublishAsync();

        await terminal.SyncWellAsync();

        Assert.False(terminal.Cache.Current.OfficeCalendar.IsWorkingDay(new(2027, 2, 8)));
    }

    [Fact]
    public async Task Without_its_last_version_a_new_profile_that_does_not_come_is_waited_for()
    {
        using var terminal = await ChangedAsync();
        terminal.Source.Feed.PutProfile(CardProfile.Default with { Reading = CardReadingProfile.Default with { RetryPause = TimeSpan.Zero } });
        await terminal.Feed.PublishAsync();
        foreach (var file in Directory.GetFiles(Path.Combine(terminal.Folders.Sync, "targets")))
        {
            await File.WriteAllTextAsync(file, "damaged");
        }

        terminal.Server.BreakAfter = path => path.Contains("profile.json", StringComparison.Ordinal) ? 0 : null;
        await terminal.SyncAsync();

        Assert.Equal(0, terminal.Cache.Current.Counts.Revocations);
        terminal.Server.BreakAfter = _ => null;
        await terminal.SyncWellAsync();
        Assert.Equal(1, terminal.Cache.Current.Counts.Revocations);
    }

    [Theory]
    [InlineData("members")]
    [InlineData("crls/")]
    public async Task A_part_that_was_tampered_with_is_named_and_the_other_is_in_force(string part)
    {
        using var terminal = await ChangedAsync();
        terminal.Server.Tamper = (path, content) => path.Contains(part, StringComparison.Ordinal) ? [.. content[..^1], (byte)(content[^1] ^ 1)] : null;

        var applied = Assert.IsType<SyncOutcome.Applied>(await terminal.SyncAsync());

        Assert.Contains(applied.Problems, sentence => sentence.English.Contains(part, StringComparison.Ordinal) && sentence.English.Contains("not the file that is signed", StringComparison.Ordinal));
        Assert.Equal(part != "members", terminal.Holds(1000));
        Assert.Equal(part == "members" ? 1 : 0, terminal.Cache.Current.Counts.Revocations);
    }

    [Fact]
    public async Task What_a_power_cut_tore_of_a_download_is_fetched_anew_and_nobody_is_blamed()
    {
        using var terminal = await ChangedAsync();
        terminal.Server.BreakAfter = path => path.Contains("members", StringComparison.Ordinal) ? 200 : null;
        await terminal.SyncAsync();
        var part = Assert.Single(Directory.EnumerateFiles(Path.Combine(terminal.Folders.Sync, "targets"), "*.part"));
        await File.WriteAllBytesAsync(part, new byte[new FileInfo(part).Length]);
        terminal.Server.BreakAfter = _ => null;

        await terminal.SyncWellAsync();

        Assert.True(terminal.Holds(1000));
    }

    [Fact]
    public async Task A_profile_that_no_card_can_be_read_by_is_refused_and_the_members_arrive()
    {
        using var terminal = await ChangedAsync();
        terminal.Source.Feed.National[TargetPaths.Profile] = """{ "aids": [] }"""u8.ToArray();
        await terminal.Feed.PublishAsync();

        var applied = Assert.IsType<SyncOutcome.Applied>(await terminal.SyncAsync());

        Assert.Contains(applied.Problems, sentence => sentence.English.Contains("profile.json", StringComparison.Ordinal));
        Assert.True(terminal.Holds(1000));
    }

    /// <summary>Case 10-publish-unusable-crl.</summary>
    [Fact]
    public async Task A_list_that_the_desk_signed_and_no_terminal_can_use_is_named_as_the_desk_named_it()
    {
        using var terminal = await ChangedAsync();
        terminal.Source.Feed.PutCrl("bo-cong-an", "This is no revocation list."u8.ToArray());
        await terminal.Feed.PublishAsync();

        var applied = Assert.IsType<SyncOutcome.Applied>(await terminal.SyncAsync());

        Assert.StartsWith("crls/bo-cong-an.crl is refused: ", Assert.Single(applied.Problems).English, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_province_that_the_feed_does_not_have_does_not_keep_another_from_its_members()
    {
        using var terminal = await ChangedAsync();
        using var setup = SyncSetup.Create(
            new SyncOptions { Feed = "http://127.0.0.1/", Provinces = "01,99" }, terminal.Folders, terminal.Store, terminal.Cache, terminal.Clock, terminal.Files, terminal.Time, terminal.Server);

        var applied = Assert.IsType<SyncOutcome.Applied>(await setup.Sync.RunAsync(setup.Source!, CancellationToken.None));

        Assert.Contains("no province 99", Assert.Single(applied.Problems).English, StringComparison.Ordinal);
        Assert.True(terminal.Holds(1000));
    }

    /// <summary>In sync with a feed that has changed since: a card revoked, a member more, another procedure, meeting and invitation.</summary>
    private static async Task<SyncedTerminal> ChangedAsync()
    {
        var terminal = await SyncedTerminal.CreateAsync(members: 20);
        await terminal.SyncWellAsync();
        terminal.Source.WriteCrls(number: 2, TestPki.Issue(serial: 1).RevokedAt(TestPki.Yesterday));
        terminal.Source.Feed.PutProcedures([]);
        await terminal.Feed.Put(1000, seed: 1).Invite(TestSet.Tag(1000)).PublishAsync();
        return terminal;
    }
}
