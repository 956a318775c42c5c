using Kiosk.Durability;
using Kiosk.Service.Configuration;
using Kiosk.Service.Sync;
using Kiosk.Service.Tests.CheckIn;
using Kiosk.Service.Updates;
using Kiosk.Testing.Durability;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kiosk.Service.Tests.Updates;

public sealed class UpdateLoopTests : IDisposable
{
    private static readonly FetchedUpdate Update = new("1.5.0", new('a', 64), new('f', 64));

    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task While_a_meeting_is_open_nothing_is_installed_and_nothing_restarts()
    {
        Assert.Empty(await LookAsync(Hall.AtMeeting, folder["installed"]));
        Assert.Empty(await LookAsync(Hall.AtMeeting, Installed()));
    }

    [Fact]
    public async Task At_other_times_an_update_is_handed_over() => Assert.Equal("update-install", Assert.Single(await LookAsync(Hall.VerifyOnly, folder["installed"])));

    [Fact]
    public async Task Once_it_is_installed_the_restart_is_asked_for() => Assert.Equal("update-restart", Assert.Single(await LookAsync(Hall.VerifyOnly, Installed())));

    /// <param name="installed">The file that the system leaves when an update is installed.</param>
    /// <returns>What the system was asked for.</returns>
    private async Task<string[]> LookAsync(ModeOptions mode, string installed)
    {
        await using var hall = new Hall(TappedCards.Member(1));
        var terminal = await hall.OpenAsync(mode);
        terminal.Sync.Standing = terminal.Sync.Standing with { Update = Update };
        using var runtime = new TestFolder();
        using var loop = new UpdateLoop(new(runtime.Path, installed, "", folder["tried.json"], new DurableFiles()), terminal.Sync, terminal.Contexts, hall.Time, NullLogger<UpdateLoop>.Instance);

        loop.Look();

        return [.. Directory.EnumerateFiles(runtime.Path).Select(path => Path.GetFileName(path))];
    }

    private string Installed()
    {
        File.WriteAllText(folder["done"], "");
        return folder["done"];
    }
}
