using System.Text.Json;
using System.Text.Json.Nodes;
using Kiosk.Feed.Targets;

namespace Kiosk.Feed.Tests.Targets;

public sealed class SetTargetJsonTests
{
    private static readonly SetTarget Snapshot =
        new SetTarget.Snapshot(new(Sets.Province, DataClass.Rosters, 17, 300, 0, Sets.DigestOf([], DataClass.Rosters).Hash, Epoch: 3), new(SetEncoding.Brotli, 5000, 800));

    private static readonly SetTarget Delta =
        new SetTarget.Delta(16, Sets.DigestOf([]).Hash, 4, new(Sets.Province, DataClass.Members, 17, 300, 6, Sets.DigestOf([], DataClass.Meetings).Hash, Epoch: 3), new(SetEncoding.Identity, 900, 900));

    [Fact]
    public void A_description_survives_writing_and_parsing()
    {
        Assert.Equal(Snapshot, Parse(Snapshot));
        Assert.Equal(Delta, Parse(Delta));
    }

    [Fact]
    public void Paths_follow_from_the_description()
    {
        Assert.Equal("province/01/rosters.17.set.br", Snapshot.Path);
        Assert.Equal("province/01/members.16-17.delta", Delta.Path);
    }

    [Fact]
    public void A_description_under_another_path_is_refused() =>
        Assert.Throws<TargetFormatException>(() => SetTargetJson.Parse("province/02/members.16-17.delta", 900, SetTargetJson.Write(Delta)));

    [Fact]
    public void An_uncompressed_file_has_the_targets_length() =>
        Assert.Throws<TargetFormatException>(() => SetTargetJson.Parse(Delta.Path, 901, SetTargetJson.Write(Delta)));

    [Theory]
    [InlineData("province", "\"0/1\"")]
    [InlineData("class", "\"people\"")]
    [InlineData("version", "0")]
    [InlineData("version", "16")]
    [InlineData("rows", "-1")]
    [InlineData("rows", "4000001")]
    [InlineData("depth", "5")]
    [InlineData("depth", "21")]
    [InlineData("depth", null)]
    [InlineData("setHash", "\"AB\"")]
    [InlineData("encoding", "\"gzip\"")]
    [InlineData("size", "0")]
    [InlineData("size", "99999999999")]
    [InlineData("from", "0")]
    [InlineData("from", null)]
    [InlineData("fromHash", "\"\"")]
    [InlineData("changes", "-1")]
    [InlineData("changes", null)]
    [InlineData("epoch", "0")]
    [InlineData("epoch", null)]
    [InlineData("stranger", "1")]
    [InlineData("rows", "\"300\"")]
    public void A_description_with_one_invalid_member_is_refused(string name, string? value)
    {
        var json = JsonNode.Parse(SetTargetJson.Write(Delta).GetRawText())!.AsObject();
        json.Remove(name);
        if (value is not null)
        {
            json[name] = JsonNode.Parse(value);
        }

        Assert.Throws<TargetFormatException>(() => SetTargetJson.Parse(Delta.Path, 900, JsonSerializer.SerializeToElement(json)));
    }

    private static SetTarget Parse(SetTarget target) => SetTargetJson.Parse(target.Path, target.Packing.Length, SetTargetJson.Write(target));
}
