using System.Text.Json;
using System.Text.Json.Nodes;
using Kiosk.Feed.Metadata;
using Kiosk.Feed.Publishing;
using Kiosk.Feed.Targets;
using Kiosk.Feed.Tests.Targets;

namespace Kiosk.Feed.Tests.Publishing;

public sealed class PublishedFeedTests
{
    private static readonly SetTarget Set =
        new SetTarget.Snapshot(new(Sets.Province, DataClass.Members, 1, 0, 6, Sets.DigestOf([]).Hash, Epoch: 1), new(SetEncoding.Identity, 42, 42));

    [Fact]
    public void A_set_published_by_an_earlier_version_is_left_out_so_that_a_snapshot_replaces_it()
    {
        Assert.Equal([Set], PublishedFeed.SetsOf(Role()));
        Assert.Empty(PublishedFeed.SetsOf(Role("depth", "epoch")));
    }

    [Fact]
    public void A_terminal_is_told_that_a_set_of_an_earlier_version_has_to_be_published_again()
    {
        var custom = Role("depth", "epoch").Targets[Set.Path].Custom!.Value;

        var refusal = Assert.Throws<TargetFormatException>(() => SetTargetJson.Parse(Set.Path, 42, custom));

        Assert.Equal("province/01/members.1.set was published by an earlier version of this program; it has to be published again with the current one.", refusal.Sentence.English);
        Assert.Contains("phát hành lại", refusal.Sentence.Vietnamese, StringComparison.Ordinal);
    }

    private static TargetsMetadata Role(params string[] removed)
    {
        var custom = JsonNode.Parse(SetTargetJson.Write(Set).GetRawText())!.AsObject();
        Assert.All(removed, name => Assert.True(custom.Remove(name)));
        return new(1, default, new Dictionary<string, TargetFile>(StringComparer.Ordinal) { [Set.Path] = new(42, FileHashes.Sha256Of([]), JsonSerializer.SerializeToElement(custom)) });
    }
}
