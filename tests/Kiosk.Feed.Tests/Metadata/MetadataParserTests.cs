using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Kiosk.Feed.Metadata;
using Kiosk.Testing.Feed;

namespace Kiosk.Feed.Tests.Metadata;

public sealed class MetadataParserTests
{
    private const string Key = """{"keytype":"ed25519","scheme":"ed25519","keyval":{"public":"72378e5bc588793e58f81c8533da64a2e8f1565c1fcc7f253496394ffc52542c"}}""";

    private const string Role = """{"keyids":["k"],"threshold":1}""";

    private const string Root = $$$$"""
        {"signatures":[],"signed":{"_type":"root","spec_version":"1.0.31","version":1,"expires":"2027-01-01T00:00:00Z","consistent_snapshot":true,
        "keys":{"k":{{{{Key}}}} },"roles":{"root":{{{{Role}}}},"timestamp":{{{{Role}}}},"snapshot":{{{{Role}}}},"targets":{{{{Role}}}} }}}
        """;

    private const string Timestamp = """
        {"signatures":[],"signed":{"_type":"timestamp","spec_version":"1.0.31","version":1,"expires":"2027-01-01T00:00:00Z","meta":{"snapshot.json":{"version":3,"length":9,"hashes":{"sha256":"AB"}}}}}
        """;

    private const string Targets = $$$$"""
        {"signatures":[],"signed":{"_type":"targets","spec_version":"1.0","version":1,"expires":"2027-01-01T00:00:00Z",
        "targets":{"a/b":{"length":3,"hashes":{"sha512":"cd"},"custom":{"rows":5}}},
        "delegations":{"keys":{"k":{{{{Key}}}} },"roles":[{"name":"HN","keyids":["k"],"threshold":1,"terminating":true,"paths":["HN/*"]}]}}}
        """;

    [Fact]
    public void Each_type_is_parsed()
    {
        var root = MetadataParser.ParseRoot(Utf8(Root)).Content;
        var timestamp = MetadataParser.ParseTimestamp(Utf8(Timestamp)).Content;
        var targets = MetadataParser.ParseTargets(Utf8(Targets)).Content;

        Assert.True(root.ConsistentSnapshot);
        Assert.Equal(new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero), root.Expires);
        Assert.Equal((3, 9, "ab"), (timestamp.Snapshot.Version, timestamp.Snapshot.Length, timestamp.Snapshot.Hashes!.Prefix));
        Assert.Equal(5, targets.Targets["a/b"].Custom!.Value.GetProperty("rows").GetInt32());
        Assert.Equal("HN", Assert.Single(targets.Delegations!.RolesFor("HN/members")).Name);
    }

    [Theory]
    [InlineData("", "nothing")]
    [InlineData("{}", "an empty object")]
    [InlineData("[]", "an array")]
    [InlineData("{\"signatures\":[],\"signed\":[]}", "an array for signed")]
    [InlineData("\u0001", "no JSON")]
    public void Text_that_is_not_metadata_is_refused(string text, string what) =>
        Assert.True(Record.Exception(() => MetadataParser.ParseRoot(Utf8(text))) is MetadataFormatException, what);

    [Theory]
    [InlineData("\"_type\":\"root\"", "\"_type\":\"timestamp\"")]
    [InlineData("\"_type\":\"root\",", "")]
    [InlineData("1.0.31", "2.0.0")]
    [InlineData("1.0.31", "1")]
    [InlineData("1.0.31", "1.0.0.0")]
    [InlineData("1.0.31", "1.x")]
    [InlineData("\"spec_version\":\"1.0.31\",", "")]
    [InlineData("\"version\":1", "\"version\":0")]
    [InlineData("\"version\":1", "\"version\":-1")]
    [InlineData("\"version\":1", "\"version\":1.0")]
    [InlineData("\"version\":1", "\"version\":\"1\"")]
    [InlineData("\"version\":1", "\"version\":9007199254740992")]
    [InlineData("\"version\":1", "\"version\":1,\"version\":1")]
    [InlineData("\"version\":1,", "")]
    [InlineData("2027-01-01T00:00:00Z", "2027-01-01T00:00:00")]
    [InlineData("2027-01-01T00:00:00Z", "2027-01-01T00:00:00+07:00")]
    [InlineData("2027-01-01T00:00:00Z", "2027-02-30T00:00:00Z")]
    [InlineData("2027-01-01T00:00:00Z", "2027-01-01T00:00:00.5Z")]
    [InlineData("\"consistent_snapshot\":true", "\"consistent_snapshot\":1")]
    [InlineData("\"timestamp\":{\"keyids\":[\"k\"],\"threshold\":1}", "\"other\":{\"keyids\":[],\"threshold\":1}")]
    [InlineData("\"timestamp\":{\"keyids\":[\"k\"],\"threshold\":1}", "\"timestamp\":{\"keyids\":[\"k\"],\"threshold\":0}")]
    [InlineData("\"timestamp\":{\"keyids\":[\"k\"],\"threshold\":1}", "\"timestamp\":{\"keyids\":[\"k\"],\"threshold\":2000}")]
    [InlineData("\"timestamp\":{\"keyids\":[\"k\"],\"threshold\":1}", "\"timestamp\":{\"keyids\":[7],\"threshold\":1}")]
    [InlineData("\"keytype\":\"ed25519\",", "")]
    [InlineData("\"keyval\":{\"public\":", "\"keyval\":{\"private\":")]
    [InlineData("\"signatures\":[]", "\"signatures\":[{}]")]
    [InlineData("\"signatures\":[]", "\"signatures\":[{\"keyid\":\"a\",\"sig\":5}]")]
    [InlineData("\"signatures\":[],", "")]
    [InlineData("\"keys\":{\"k\"", "\"x\":0.5,\"keys\":{\"k\"")]
    [InlineData("\"keys\":{\"k\"", "\"\\ud800\":1,\"keys\":{\"k\"")]
    [InlineData("\"keys\":{\"k\"", "\"keys\":{\"\\ud800\"")]
    [InlineData("\"ed25519\",\"keyval\"", "\"\\udc00\",\"keyval\"")]
    public void Malformed_root_metadata_is_refused(string part, string instead) => Refused(MetadataParser.ParseRoot, Root, part, instead);

    [Theory]
    [InlineData("snapshot.json", "other.json")]
    [InlineData("\"version\":3", "\"version\":0")]
    [InlineData("\"length\":9", "\"length\":0")]
    [InlineData("\"length\":9", "\"length\":null")]
    [InlineData("\"sha256\":\"AB\"", "")]
    [InlineData("\"sha256\":\"AB\"", "\"sha256\":\"\"")]
    [InlineData("\"sha256\":\"AB\"", "\"sha256\":\"../AB\"")]
    public void Malformed_timestamp_metadata_is_refused(string part, string instead) => Refused(MetadataParser.ParseTimestamp, Timestamp, part, instead);

    [Theory]
    [InlineData("\"length\":3,", "")]
    [InlineData("\"length\":3", "\"length\":-1")]
    [InlineData("\"a/b\":", "\"\":")]
    [InlineData("\"hashes\":{\"sha512\":\"cd\"}", "\"hashes\":{}")]
    [InlineData("\"hashes\":{\"sha512\":\"cd\"},", "")]
    [InlineData("\"custom\":{\"rows\":5}", "\"custom\":5")]
    [InlineData("\"terminating\":true,", "")]
    [InlineData(",\"paths\":[\"HN/*\"]", "")]
    [InlineData("\"paths\":[\"HN/*\"]", "\"paths\":[\"HN/*\"],\"path_hash_prefixes\":[\"0\"]")]
    [InlineData("\"name\":\"HN\"", "\"name\":\"\"")]
    [InlineData("\"name\":\"HN\"", "\"name\":\"root\"")]
    [InlineData("\"name\":\"HN\"", "\"name\":\"targets\"")]
    [InlineData("\"roles\":[", "\"roles\":[{\"name\":\"HN\",\"keyids\":[],\"threshold\":1,\"terminating\":true,\"paths\":[]},")]
    [InlineData("\"roles\":[", "\"succinct_roles\":{},\"roles\":[")]
    [InlineData("\"roles\":", "\"succinct_roles\":")]
    public void Malformed_targets_metadata_is_refused(string part, string instead) => Refused(MetadataParser.ParseTargets, Targets, part, instead);

    [Fact]
    public void A_role_name_that_cannot_be_a_file_name_is_refused() =>
        Refused(MetadataParser.ParseTargets, Targets, "\"name\":\"HN\"", $"\"name\":\"{new string('ộ', 100)}\"");

    [Fact]
    public void Metadata_over_the_maximum_length_is_refused() =>
        Assert.Throws<MetadataFormatException>(() => MetadataParser.ParseRoot(Utf8(Root + new string(' ', MetadataParser.MaxLength))));

    [Fact]
    public void Nesting_over_the_maximum_depth_is_refused() =>
        Refused(MetadataParser.ParseRoot, Root, "\"version\":1", $"\"version\":1,\"x\":{new string('[', 40)}{new string(']', 40)}");

    [Fact]
    public async Task Metadata_survives_writing_and_parsing()
    {
        using var signer = TestSigner.P256();
        var role = new RoleKeys([signer.PublicKey.Id], 1);
        var written = new TargetsMetadata(
            4,
            new DateTimeOffset(2027, 5, 1, 12, 0, 0, TimeSpan.Zero),
            new Dictionary<string, TargetFile>(StringComparer.Ordinal) { ["Hà Nội/\"a\\b\".bin"] = TargetFile.Of("abc"u8, JsonSerializer.SerializeToElement(new { rows = 5 })) },
            new(
                new Dictionary<string, TufKey>(StringComparer.Ordinal) { [signer.PublicKey.Id] = signer.PublicKey },
                [
                    new("A", role, IsTerminating: true, DelegationScope.Paths.Of("a/*", "b/?")),
                    new("../B", role, IsTerminating: false, new DelegationScope.HashPrefixes(["0", "ff"])),
                ]));

        var read = MetadataParser.ParseTargets(await MetadataWriter.SignAsync(written, [signer], CancellationToken.None));

        Assert.True(read.IsSignedBy(new(role, written.Delegations!.Keys)));
        var (path, file) = Assert.Single(read.Content.Targets);
        Assert.Equal("Hà Nội/\"a\\b\".bin", path);
        Assert.True(file.Matches("abc"u8));
        Assert.Equal((4, written.Expires), (read.Content.Version, read.Content.Expires));
        Assert.Equal(["A", "../B"], read.Content.Delegations!.Roles.Select(each => each.Name));
        Assert.True(read.Content.Delegations.Roles[0].IsTrustedFor("b/x"));
    }

    [Fact]
    public async Task Succinct_roles_survive_writing_and_parsing()
    {
        using var signer = TestSigner.P256();
        var keys = new Dictionary<string, TufKey>(StringComparer.Ordinal) { [signer.PublicKey.Id] = signer.PublicKey };
        var written = new TargetsMetadata(
            1, DateTimeOffset.UnixEpoch, new Dictionary<string, TargetFile>(StringComparer.Ordinal), new(keys, [], new(new([signer.PublicKey.Id], 1), 5, "bin")));

        var read = MetadataParser.ParseTargets(await MetadataWriter.SignAsync(written, [signer], CancellationToken.None)).Content.Delegations!;

        Assert.Equal((5, "bin"), (read.Succinct!.BitLength, read.Succinct.NamePrefix));
    }

    [Fact]
    public void Random_bytes_parse_or_are_refused() => Prop.ForAll<byte[]>(bytes => ParsesOrRefuses(bytes)).QuickCheckThrowOnFailure();

    // Random bytes mostly fail at the first brace; mutated metadata gets further.
    [Fact]
    public void Mutated_metadata_parses_or_is_refused() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<(NonNegativeInt Place, byte Value, NonNegativeInt Cut)>(),
            damage =>
            {
                foreach (var text in new[] { Root, Timestamp, Targets })
                {
                    var bytes = Utf8(text);
                    bytes[damage.Place.Get % bytes.Length] = damage.Value;
                    ParsesOrRefuses(bytes);
                    ParsesOrRefuses(bytes[..(damage.Cut.Get % bytes.Length)]);
                }
            }).QuickCheckThrowOnFailure();

    private static void ParsesOrRefuses(byte[] bytes)
    {
        foreach (var parse in new Action[] { () => MetadataParser.ParseRoot(bytes), () => MetadataParser.ParseTimestamp(bytes), () => MetadataParser.ParseSnapshot(bytes), () => MetadataParser.ParseTargets(bytes) })
        {
            Assert.True(Record.Exception(parse) is null or MetadataFormatException);
        }
    }

    private static void Refused<T>(Func<ReadOnlyMemory<byte>, SignedMetadata<T>> parse, string text, string part, string instead)
        where T : RoleMetadata
    {
        var at = text.IndexOf(part, StringComparison.Ordinal);
        Assert.True(at >= 0, $"{part} is not in the sample.");
        Assert.Throws<MetadataFormatException>(() => parse(Utf8(string.Concat(text.AsSpan(0, at), instead, text.AsSpan(at + part.Length)))));
    }

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
