using Kiosk.Durability;
using Kiosk.Service.Sync;
using Kiosk.Service.Updates;
using Kiosk.Testing.Durability;

namespace Kiosk.Service.Tests.Updates;

public sealed class UpdateHandoverTests : IDisposable
{
    private static readonly FetchedUpdate Update = new("1.5.0", new('a', 64), new('f', 64));

    private readonly TestFolder folder = new();

    public UpdateHandoverTests() => Directory.CreateDirectory(folder["runtime"]);

    private string Install => folder["runtime/update-install"];

    private string Restart => folder["runtime/update-restart"];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void An_update_is_handed_over_once_by_the_name_of_its_file()
    {
        var handover = Started();

        Assert.True(handover.Offer(Update));
        Assert.False(handover.Offer(Update));

        Assert.Equal(Update.File, File.ReadAllText(Install));
        Assert.False(File.Exists(Restart));
    }

    [Fact]
    public void One_that_does_not_work_is_not_tried_for_ever_and_a_later_one_is_tried_all_the_same()
    {
        Assert.True(Started().Offer(Update));
        Assert.True(Started().Offer(Update));
        Assert.False(Started().Offer(Update));

        Assert.True(Started().Offer(Update with { RootHash = new('b', 64) }));
    }

    [Fact]
    public void What_was_started_is_not_installed_again() => Assert.False(Started(running: Update.RootHash).Offer(Update));

    [Fact]
    public void While_one_is_installed_and_waits_for_the_restart_none_is_handed_over()
    {
        File.WriteAllText(folder["installed"], "");
        var handover = Started();

        Assert.True(handover.IsInstalled);
        Assert.False(handover.Offer(Update));
        handover.AskForRestart();

        Assert.True(File.Exists(Restart));
    }

    /// <summary>As after each start of the service: nothing is known but what lies on the disk.</summary>
    private UpdateHandover Started(string running = "") => new(folder["runtime"], folder["installed"], running, folder["tried.json"], new DurableFiles());
}
