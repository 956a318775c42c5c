using System.Runtime.Versioning;
using System.Security.Cryptography;
using Kiosk.Feed.Publishing;
using Kiosk.Feed.Sealing;
using Kiosk.Feed.Targets;
using Kiosk.Registry.Files;
using Kiosk.Trials.Pki;

namespace Kiosk.Registry.Tests.CommandLine;

/// <summary>Whom a publication lets in to a province's data, with and without the source folder, as real terminals find it.</summary>
[SupportedOSPlatform("linux")]
public sealed class AdmissionTests : IAsyncLifetime
{
    private static readonly IssuedCard[] Cards = [.. Enumerable.Range(0, 20).Select(number => DeskPki.Issue(number))];
    private static readonly ProvinceCode Province = ProvinceCode.Parse("01");

    private readonly TestFiles files = new();

    private string Desk => files.At("desk");

    public async Task InitializeAsync()
    {
        (await Programs.RegistryAsync("init", "--desk", Desk, "--province", "01")).With(0);
        files.WriteSource(Cards);
        await PublishSourceAsync();
    }

    public Task DisposeAsync()
    {
        files.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_terminal_that_is_signed_later_is_let_in_by_a_publication_without_the_source()
    {
        var terminal = await DeskTerminal.EnrolAsync(files, "HN-01");

        var report = await PublishAsync();

        Assert.Contains("01 audience version 2: 1 row", report.Output, StringComparison.Ordinal);
        (await terminal.SyncAsync()).With(0);
    }

    [Fact]
    public async Task A_revoked_terminal_loses_its_row_by_a_publication_without_the_source_and_the_others_keep_theirs()
    {
        var (stays, goes) = (await DeskTerminal.EnrolAsync(files, "HN-01"), await DeskTerminal.EnrolAsync(files, "HN-02"));
        await PublishAsync();
        await RevokeAsync(goes);

        await PublishAsync();

        Assert.Equal([AudienceWrap.KeyOf("HN-01")], Rows(DataClass.Audience).Select(row => row.Key.ToArray()));
        (await stays.SyncAsync()).With(0);
        Assert.Contains("The feed has no key to the data of 01 for this terminal, HN-02", (await goes.SyncAsync()).With(1).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_new_changes_nothing()
    {
        await DeskTerminal.EnrolAsync(files, "HN-01");
        await PublishAsync();

        var again = await PublishAsync();

        Assert.DoesNotContain("version 3", again.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_province_whose_folder_is_not_there_lets_a_new_terminal_in_all_the_same()
    {
        await DeskTerminal.EnrolAsync(files, "HN-01");
        Directory.Move(files.At("source/provinces/01"), files.At("put-aside"));

        (await Programs.RegistryAsync("publish", "--desk", Desk, "--from", files.At("source"), "--shrink")).With(0);

        Assert.Single(Rows(DataClass.Audience));
    }

    [Fact]
    public async Task A_renewal_where_neither_the_key_nor_the_register_is_leaves_everybody_in()
    {
        await DeskTerminal.EnrolAsync(files, "HN-01");
        await PublishAsync();
        File.Delete(files.At("desk/keys/audience-01-1.pem"));

        await PublishAsync();
        Directory.Delete(files.At("desk/terminals"), recursive: true);
        await PublishAsync();

        Assert.Single(Rows(DataClass.Audience));
    }

    [Fact]
    public async Task Somebody_new_where_the_key_is_not_is_refused_by_the_keys_name_and_nothing_is_published()
    {
        await DeskTerminal.EnrolAsync(files, "HN-01");
        File.Delete(files.At("desk/keys/audience-01-1.pem"));

        var refused = (await Programs.RegistryAsync("publish", "--desk", Desk)).With(2);

        Assert.Contains("audience-01-1.pem, the key under which the data of 01 was published, is missing", refused.Error, StringComparison.Ordinal);
        Assert.Empty(Rows(DataClass.Terminals));
    }

    [Fact]
    public async Task Another_key_of_a_reader_by_file_is_taken_at_once()
    {
        LetInByFile("COLLECTOR");
        await PublishAsync();
        var before = Rows(DataClass.Audience).Single().Value.ToArray();

        LetInByFile("COLLECTOR");
        await PublishAsync();

        Assert.NotEqual(before, Rows(DataClass.Audience).Single().Value.ToArray());
    }

    [Fact]
    public async Task A_readers_file_with_the_id_of_an_enrolled_terminal_is_refused_by_name()
    {
        await DeskTerminal.EnrolAsync(files, "HN-01");
        LetInByFile("HN-01");

        Assert.Contains("readers/HN-01.pem: terminal HN-01 is enrolled, which lets it in", (await Programs.RegistryAsync("publish", "--desk", Desk)).With(2).Error, StringComparison.Ordinal);
    }

    private void LetInByFile(string id)
    {
        using var key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        files.Write($"desk/readers/{id}.pem", key.ExportSubjectPublicKeyInfoPem() + "\n");
    }

    private async Task RevokeAsync(DeskTerminal terminal) => (await Programs.RegistryAsync("terminal", "revoke", terminal.Id, "--reason", "stolen", "--desk", Desk)).With(0);

    private async Task<Ended> PublishAsync() => (await Programs.RegistryAsync("publish", "--desk", Desk)).With(0);

    private async Task PublishSourceAsync() => (await Programs.RegistryAsync("publish", "--desk", Desk, "--from", files.At("source"))).With(0);

    private List<SetRow> Rows(DataClass dataClass)
    {
        using var tree = new FeedTree(files.At("desk/feed"), new DiskSync());
        return [.. PublishedFeed.Read(tree)!.RowsOf(tree, Province, dataClass).Select(row => new SetRow(row.Key.ToArray(), row.Value.ToArray()))];
    }
}
