using System.Text;
using Kiosk.Service.Sync;

namespace Kiosk.Service.Tests.Sync;

/// <summary>An update of the terminal's own software comes with the feed, by wire or by stick.</summary>
public sealed class FetchedUpdateTests
{
    private static readonly byte[] Bundle = Encoding.ASCII.GetBytes("hsqs" + new string('u', 5000));

    [Fact]
    public async Task The_newest_release_for_this_kind_of_machine_is_fetched_whole()
    {
        using var terminal = await OfferedAsync(new UpdateShelf("arm64", "1.4.2", Hash('4')), ("1.5.0", "arm64"), ("1.6.0", "amd64"), ("1.3.0", "arm64"));

        await terminal.SyncAsync();

        var update = terminal.Setup.Status.Standing.Update!;
        Assert.Equal(("1.5.0", Hash('5')), (update.Version, update.RootHash));
        Assert.Equal(Bundle, await File.ReadAllBytesAsync(Path.Combine(terminal.Folders.Sync, "targets", update.File)));
    }

    [Theory]
    [InlineData("arm64", "1.5.0", "")]
    [InlineData("arm64", "1.10.0", "")]
    [InlineData("amd64", "1.4.2", "")]
    [InlineData("arm64", "1.4.2", "5555555555555555555555555555555555555555555555555555555555555555")]
    public async Task What_is_no_newer_or_for_another_machine_or_runs_already_is_not(string architecture, string running, string hash)
    {
        using var terminal = await OfferedAsync(new UpdateShelf(architecture, running, hash), ("1.5.0", "arm64"));

        await terminal.SyncWellAsync();

        Assert.Null(terminal.Setup.Status.Standing.Update);
    }

    [Fact]
    public async Task A_program_that_was_not_started_from_an_image_fetches_none()
    {
        using var terminal = await OfferedAsync(null, ("1.5.0", "arm64"));

        await terminal.SyncWellAsync();

        Assert.Single(terminal.Setup.Status.Standing.Releases!);
        Assert.Null(terminal.Setup.Status.Standing.Update);
    }

    [Fact]
    public async Task Cards_are_judged_by_new_data_although_the_update_does_not_arrive()
    {
        using var terminal = await OfferedAsync(new UpdateShelf("arm64", "1.4.2", Hash('4')), ("1.5.0", "arm64"));
        terminal.Server.BreakAfter = path => path.Contains("updates/", StringComparison.Ordinal) ? 1000 : null;

        await terminal.SyncAsync();

        Assert.True(terminal.Holds(0));
        Assert.Null(terminal.Setup.Status.Standing.Update);
        terminal.Server.BreakAfter = _ => null;
        await terminal.SyncAsync();
        Assert.Equal("1.5.0", terminal.Setup.Status.Standing.Update!.Version);
    }

    private static async Task<SyncedTerminal> OfferedAsync(UpdateShelf? shelf, params IReadOnlyList<(string Version, string Architecture)> releases)
    {
        var terminal = await SyncedTerminal.CreateAsync(members: 3, shelf: shelf);
        terminal.Source.Feed.National["releases.json"] = Encoding.UTF8.GetBytes(
            $"[{string.Join(",", releases.Select(release => $$"""{ "version": "{{release.Version}}", "architecture": "{{release.Architecture}}", "rootHash": "{{Hash(release.Version[2])}}", "update": "kiosk.raucb" }"""))}]");
        terminal.Source.Feed.National["updates/kiosk.raucb"] = Bundle;
        await terminal.Feed.PublishAsync();
        return terminal;
    }

    private static string Hash(char digit) => new(digit, 64);
}
