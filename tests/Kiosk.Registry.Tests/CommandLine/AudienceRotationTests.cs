using System.Runtime.Versioning;
using Kiosk.Feed.Publishing;
using Kiosk.Feed.Sealing;
using Kiosk.Feed.Targets;
using Kiosk.Identity;
using Kiosk.Registry.Files;
using Kiosk.Trials.Pki;

namespace Kiosk.Registry.Tests.CommandLine;

/// <summary>A new epoch after a theft: HN-02 is stolen, HN-01 goes on.</summary>
[SupportedOSPlatform("linux")]
public sealed class AudienceRotationTests : IAsyncLifetime
{
    private static readonly IssuedCard[] Cards = [.. Enumerable.Range(0, 20).Select(number => DeskPki.Issue(number))];
    private static readonly ProvinceCode Province = ProvinceCode.Parse("01");

    private readonly TestFiles files = new();
    private DeskTerminal honest = null!;
    private DeskTerminal stolen = null!;

    private string Desk => files.At("desk");

    public async Task InitializeAsync()
    {
        (await Programs.RegistryAsync("init", "--desk", Desk, "--province", "01")).With(0);
        files.WriteSource(Cards);
        (honest, stolen) = (await DeskTerminal.EnrolAsync(files, "HN-01"), await DeskTerminal.EnrolAsync(files, "HN-02"));
        await PublishAsync();
    }

    public Task DisposeAsync()
    {
        files.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task What_is_published_afterwards_opens_by_nothing_that_the_stolen_terminal_has()
    {
        var (key, before) = (OpenedBy(stolen), RowsThatOpenWith(OpenedBy(stolen)));
        await RotateAfterTheftAsync();

        await PublishAsync();

        Assert.Equal(21, before);
        Assert.Equal(0, RowsThatOpenWith(key));
        Assert.Throws<InvalidOperationException>(() => OpenedBy(stolen));
    }

    [Fact]
    public async Task The_stolen_terminal_says_that_it_is_shut_out_and_the_other_takes_the_new_epoch_and_deltas_in_it()
    {
        await honest.SyncAsync();
        await stolen.SyncAsync();
        await RotateAfterTheftAsync();
        await PublishAsync();

        (await honest.SyncAsync()).With(0);
        Assert.Contains("The feed has no key to the data of 01 for this terminal, HN-02", (await stolen.SyncAsync()).With(1).Output, StringComparison.Ordinal);
        Assert.Equal(2, OpenedBy(honest).Epoch);
        files.WriteMembers(Cards, unit: "Chi bộ 2");
        Assert.Contains("01 members version 3: 20 rows", (await PublishAsync()).Output, StringComparison.Ordinal);
        (await honest.SyncAsync()).With(0);
    }

    [Fact]
    public async Task What_terminals_would_lose_is_counted_across_epochs()
    {
        await RotateAfterTheftAsync();
        files.WriteMembers(Cards[..10]);
        files.Write("source/provinces/01/meetings/dai-hoi.roster.csv", "card,class\n00000000,member\n");

        var refused = await Programs.RegistryAsync("publish", "--desk", Desk, "--from", files.At("source"));

        Assert.Contains("01 members: 10 of 20 that terminals have would go", refused.With(1).Error, StringComparison.Ordinal);
        Assert.Contains("01 rosters: 19 of 20 that terminals have would go", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_key_of_the_epoch_before_losses_cannot_be_counted_and_the_operator_decides()
    {
        await RotateAfterTheftAsync();
        File.Delete(files.At("desk/keys/audience-01-1.pem"));

        var refused = await Programs.RegistryAsync("publish", "--desk", Desk, "--from", files.At("source"));

        Assert.Contains("audience-01-1.pem, the key under which the data of 01 was published, is missing", refused.With(2).Error, StringComparison.Ordinal);
        (await Programs.RegistryAsync("publish", "--desk", Desk, "--from", files.At("source"), "--shrink")).With(0);
        (await honest.SyncAsync()).With(0);
    }

    [Fact]
    public async Task No_delta_leads_from_one_epoch_to_the_next()
    {
        await RotateAfterTheftAsync();
        await PublishAsync();

        var refused = await Programs.RegistryAsync("delta", "--desk", Desk, "--province", "01", "--since", "1");

        Assert.Contains("Since version 1 the members of 01 were sealed anew under another key", refused.With(2).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_publication_without_the_source_says_that_the_new_key_is_not_in_use_yet()
    {
        await RotateAfterTheftAsync();

        var renewed = (await Programs.RegistryAsync("publish", "--desk", Desk)).With(0);

        Assert.Contains("the new key of 01 (epoch 2) is not in use yet", renewed.Error, StringComparison.Ordinal);
        (await honest.SyncAsync()).With(0);
        Assert.Equal(1, OpenedBy(honest).Epoch);
    }

    private async Task RotateAfterTheftAsync()
    {
        Assert.Contains("registry rotate --audience 01", (await Programs.RegistryAsync("terminal", "revoke", "HN-02", "--reason", "stolen", "--desk", Desk)).With(0).Output, StringComparison.Ordinal);
        (await Programs.RegistryAsync("rotate", "--audience", "01", "--desk", Desk)).With(0);
    }

    private async Task<Ended> PublishAsync() => (await Programs.RegistryAsync("publish", "--desk", Desk, "--from", files.At("source"))).With(0);

    /// <summary>The province's key as a terminal opens it from the feed, by its own device key.</summary>
    private AudienceKey OpenedBy(DeskTerminal terminal)
    {
        using var device = KeyFile.Read(Path.Combine(terminal.Data, "device.key"), files: null)!;
        var recipient = new HpkeRecipient(device.DecryptionKey.ExportSubjectPublicKeyInfo(), device.Agree);
        using var tree = new FeedTree(files.At("desk/feed"), new DiskSync());
        foreach (var row in PublishedFeed.Read(tree)!.RowsOf(tree, Province, DataClass.Audience))
        {
            try
            {
                return AudienceWrap.Open("01", terminal.Id, row.Value.Span, recipient);
            }
            catch (SealException)
            {
                // Another's.
            }
        }

        throw new InvalidOperationException($"Nothing opens for {terminal.Id}.");
    }

    /// <summary>How many of the published meetings and invitations a key opens.</summary>
    private int RowsThatOpenWith(AudienceKey key)
    {
        using var tree = new FeedTree(files.At("desk/feed"), new DiskSync());
        var published = PublishedFeed.Read(tree)!;
        using var meetings = key.MeetingCipher();
        using var invitations = key.InvitationCipher();
        return published.RowsOf(tree, Province, DataClass.Meetings).Count(row => Opens(meetings, row)) + published.RowsOf(tree, Province, DataClass.Rosters).Count(row => Opens(invitations, row));
    }

    private static bool Opens(RowCipher cipher, SetRow row)
    {
        try
        {
            return cipher.Open(row.Key.Span, row.Value.Span).Length > 0;
        }
        catch (SealException)
        {
            return false;
        }
    }
}
