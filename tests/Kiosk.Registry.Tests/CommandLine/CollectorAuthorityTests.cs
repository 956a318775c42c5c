using System.Runtime.Versioning;
using System.Security.Cryptography;
using System.Text.Json;
using Kiosk.Feed.Publishing;
using Kiosk.Feed.Records;
using Kiosk.Feed.Targets;
using Kiosk.Identity.Enrolment;
using Kiosk.Registry.Files;

namespace Kiosk.Registry.Tests.CommandLine;

/// <summary>A collector signs terminals by a CA that the desk handed out, and the desk lists them.</summary>
[SupportedOSPlatform("linux")]
public sealed class CollectorAuthorityTests : IAsyncLifetime
{
    private readonly TestFiles files = new();
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private string Desk => files.At("desk");

    public async Task InitializeAsync()
    {
        (await Programs.RegistryAsync("init", "--desk", Desk, "--province", "01")).With(0);
        (await Programs.RegistryAsync("publish", "--desk", Desk, "--from", files.WriteSource([]))).With(0);
        files.Write("hall.csr", AuthorityRequest.Create("HALL", key).ToPem());
    }

    public Task DisposeAsync()
    {
        key.Dispose();
        files.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_terminal_with_two_links_enrols_and_the_next_publication_lists_it_and_lets_it_in()
    {
        using var collector = await HandOutAsync();
        var terminal = await DeskTerminal.EnrolAtAsync(files, "HN-05", collector);

        var taken = (await Programs.RegistryAsync("terminal", "add", "--from", files.Write("hall.json", List(terminal).ToJson()), "--desk", Desk)).With(0);
        (await Programs.RegistryAsync("publish", "--desk", Desk)).With(0);

        Assert.Contains("HN-05  added to province 01", taken.Output, StringComparison.Ordinal);
        Assert.Contains("signed by HALL", (await Programs.RegistryAsync("terminal", "list", "--desk", Desk)).With(0).Output, StringComparison.Ordinal);
        (await terminal.SyncAsync()).With(0);
        Assert.Equal("HN-05", Published().Id);
    }

    [Fact]
    public async Task What_was_revoked_at_the_desk_is_left_out_and_another_key_of_an_id_is_not_taken()
    {
        using var collector = await HandOutAsync();
        await DeskTerminal.EnrolAsync(files, "HN-05");
        var terminal = await DeskTerminal.EnrolAtAsync(files, "HN-05", collector);
        var list = files.Write("hall.json", List(terminal).ToJson());

        Assert.Contains("HN-05  NOT taken: the id is enrolled here with another key", (await Programs.RegistryAsync("terminal", "add", "--from", list, "--desk", Desk)).With(1).Output, StringComparison.Ordinal);
        (await Programs.RegistryAsync("terminal", "revoke", "HN-05", "--reason", "replaced", "--desk", Desk)).With(0);
        (await Programs.RegistryAsync("terminal", "add", "--from", list, "--desk", Desk)).With(0);
        (await Programs.RegistryAsync("terminal", "revoke", "HN-05", "--reason", "stolen", "--desk", Desk)).With(0);
        Assert.Contains("HN-05  left out: its key was revoked here", (await Programs.RegistryAsync("terminal", "add", "--from", list, "--desk", Desk)).With(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_under_another_name_is_not_signed()
    {
        var refused = (await Programs.RegistryAsync("terminal", "authority", "--for", "GATE", "--csr", files.At("hall.csr"), "--out", files.At("hall.pem"), "--desk", Desk)).With(2);

        Assert.Contains("The request is of the collector HALL, not GATE", refused.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(files.At("hall.pem")));
    }

    [Fact]
    public async Task A_list_of_a_made_up_CA_is_refused()
    {
        (await HandOutAsync()).Dispose();
        using var other = TerminalAuthority.Create("Terminals (try-out)", TimeProvider.System.GetUtcNow());
        var terminal = await DeskTerminal.EnrolAtAsync(files, "HN-05", other);

        var refused = (await Programs.RegistryAsync("terminal", "add", "--from", files.Write("hall.json", List(terminal).ToJson()), "--desk", Desk)).With(2);

        Assert.Contains("does not belong to this desk's CA", refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_CA_that_is_handed_out_is_listed_and_published_as_in_force_and_once_it_is_revoked_as_that()
    {
        (await HandOutAsync()).Dispose();
        var inForce = (await Programs.RegistryAsync("terminal", "authority", "list", "--desk", Desk)).With(0).Output;
        (await Programs.RegistryAsync("publish", "--desk", Desk)).With(0);
        var before = PublishedAuthority();

        (await Programs.RegistryAsync("terminal", "authority", "revoke", "HALL", "--reason", "server stolen", "--desk", Desk)).With(0);
        (await Programs.RegistryAsync("publish", "--desk", Desk)).With(0);

        Assert.StartsWith("HALL  in force until", inForce, StringComparison.Ordinal);
        Assert.Matches("^HALL  revoked at .*: server stolen", (await Programs.RegistryAsync("terminal", "authority", "list", "--desk", Desk)).With(0).Output);
        Assert.Null(before.Revoked);
        Assert.Equal(("HALL", "server stolen"), (PublishedAuthority().Name, PublishedAuthority().Revoked?.Reason));
    }

    [Fact]
    public async Task What_a_revoked_CA_signed_is_not_taken_in_whatever_its_date_but_what_is_listed_stays()
    {
        using var collector = await HandOutAsync();
        var listed = await DeskTerminal.EnrolAtAsync(files, "HN-05", collector);
        (await Programs.RegistryAsync("terminal", "add", "--from", files.Write("hall.json", List(listed).ToJson()), "--desk", Desk)).With(0);
        var late = await DeskTerminal.EnrolAtAsync(files, "HN-06", collector);

        var revoked = (await Programs.RegistryAsync("terminal", "authority", "revoke", "HALL", "--reason", "stolen", "--desk", Desk)).With(0);

        Assert.Contains("stay enrolled: HN-05;", revoked.Output, StringComparison.Ordinal);
        Assert.Contains("HN-06  NOT taken: its certificates are signed by a CA that was revoked here", (await Programs.RegistryAsync("terminal", "add", "--from", files.Write("late.json", List(late).ToJson()), "--desk", Desk)).With(1).Output, StringComparison.Ordinal);
        Assert.Contains("HN-05  unchanged", (await Programs.RegistryAsync("terminal", "add", "--from", files.At("hall.json"), "--desk", Desk)).With(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_revoked_key_is_not_certified_again_and_one_that_is_not_in_force_cannot_be_revoked()
    {
        (await HandOutAsync()).Dispose();
        (await Programs.RegistryAsync("terminal", "authority", "revoke", "HALL", "--reason", "stolen", "--desk", Desk)).With(0);

        var again = (await Programs.RegistryAsync("terminal", "authority", "--for", "HALL", "--csr", files.At("hall.csr"), "--out", files.At("again.pem"), "--desk", Desk)).With(2);

        Assert.Contains("This CA key of the collector HALL was revoked", again.Error, StringComparison.Ordinal);
        Assert.Contains("has no CA in force", (await Programs.RegistryAsync("terminal", "authority", "revoke", "HALL", "--reason", "stolen", "--desk", Desk)).With(2).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_key_of_a_collector_whose_CA_was_revoked_is_certified()
    {
        (await HandOutAsync()).Dispose();
        (await Programs.RegistryAsync("terminal", "authority", "revoke", "HALL", "--reason", "stolen", "--desk", Desk)).With(0);
        using var fresh = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        files.Write("fresh.csr", AuthorityRequest.Create("HALL", fresh).ToPem());

        (await Programs.RegistryAsync("terminal", "authority", "--for", "HALL", "--csr", files.At("fresh.csr"), "--out", files.At("fresh.pem"), "--desk", Desk)).With(0);

        Assert.Equal(["revoked", "in force"], (await Programs.RegistryAsync("terminal", "authority", "list", "--desk", Desk)).With(0).Output.Trim().Split('\n').Select(line => line.Contains("revoked at", StringComparison.Ordinal) ? "revoked" : "in force"));
    }

    private async Task<TerminalAuthority> HandOutAsync()
    {
        (await Programs.RegistryAsync("terminal", "authority", "--for", "HALL", "--csr", files.At("hall.csr"), "--out", files.At("hall.pem"), "--desk", Desk)).With(0);
        return TerminalAuthority.Load(key.ExportPkcs8PrivateKeyPem(), await File.ReadAllTextAsync(files.At("hall.pem")));
    }

    private static TerminalHandover List(DeskTerminal terminal) => new(terminal.Answer!.Authorities, [new("01", new TerminalRecord(terminal.Id, "2", terminal.Answer.SigningCertificate, terminal.Answer.DecryptionCertificate))]);

    private AuthorityRecord PublishedAuthority()
    {
        using var tree = new FeedTree(files.At("desk/feed"), new DiskSync());
        var row = Assert.Single(PublishedFeed.Read(tree)!.RowsOf(tree, ProvinceCode.Parse("01"), DataClass.Authorities).Select(row => row.Value.ToArray()));
        return JsonSerializer.Deserialize(row, RecordJson.Authority)!;
    }

    private TerminalRecord Published()
    {
        using var tree = new FeedTree(files.At("desk/feed"), new DiskSync());
        var row = Assert.Single(PublishedFeed.Read(tree)!.RowsOf(tree, ProvinceCode.Parse("01"), DataClass.Terminals).Select(row => row.Value.ToArray()));
        return JsonSerializer.Deserialize(row, RecordJson.Terminal)!;
    }
}
