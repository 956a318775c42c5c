using Kiosk.Feed.Publishing;
using Kiosk.Testing.Durability;

namespace Kiosk.Feed.Tests.Publishing;

/// <summary>Links that somebody planted in the folder of a feed lead the publisher nowhere.</summary>
public sealed class FeedTreeTests : IDisposable
{
    private readonly TestFolder folder = TestFolder.Fast();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_link_in_the_place_of_a_file_being_written_is_not_followed()
    {
        var victim = folder["victim"];
        File.WriteAllText(victim, "kept");
        using var tree = new FeedTree(folder["feed"], new NoFeedSync());
        tree.Take();
        File.CreateSymbolicLink(Path.Combine(tree.Folder, ".incoming", "timestamp.json"), victim);

        tree.WriteMetadata("timestamp", version: null, "published"u8);

        Assert.Equal("kept", File.ReadAllText(victim));
        Assert.Equal("published", File.ReadAllText(Path.Combine(tree.Folder, "metadata", "timestamp.json")));
    }

    [Fact]
    public void Nothing_in_a_linked_folder_is_pruned()
    {
        var elsewhere = Directory.CreateDirectory(folder["elsewhere"]).FullName;
        File.WriteAllText(Path.Combine(elsewhere, "letter"), "kept");
        using var tree = new FeedTree(folder["feed"], new NoFeedSync());
        tree.Take();
        File.WriteAllText(Path.Combine(tree.Folder, "targets", "old"), "not listed");
        Directory.CreateSymbolicLink(Path.Combine(tree.Folder, "targets", "linked"), elsewhere);

        Assert.Equal(1, tree.Prune([], []));
        Assert.True(File.Exists(Path.Combine(elsewhere, "letter")));
    }
}
