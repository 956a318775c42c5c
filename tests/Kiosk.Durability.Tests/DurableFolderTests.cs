using System.Runtime.Versioning;
using Kiosk.Testing.Durability;

namespace Kiosk.Durability.Tests;

[SupportedOSPlatform("linux")]
public sealed class DurableFolderTests : IDisposable
{
    private readonly TestFolder folder = new();
    private readonly FaultyFiles files = new(new DurableFiles());

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Each_created_folder_is_private_and_its_parent_is_synced()
    {
        DurableFolder.Create(folder["a/b"], files);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder["a/b"]));
        Assert.Equal([$"sync-folder {Path.GetFileName(folder.Path)}", "sync-folder a"], files.Operations);
    }

    [Fact]
    public void A_folder_that_exists_is_left_alone()
    {
        DurableFolder.Create(folder.Path, files);

        Assert.Empty(files.Operations);
    }

    [Fact]
    public void A_file_in_the_way_is_reported()
    {
        File.WriteAllText(folder["file"], "");

        var failure = Assert.ThrowsAny<IOException>(() => DurableFolder.Create(folder["file/below"], files));

        Assert.Equal($"{folder["file"]}: something else than a folder bears this name; take it away.", failure.Message);
    }
}
