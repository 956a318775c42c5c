using System.Text.Json;
using Kiosk.Feed.Metadata;
using Kiosk.Feed.Publishing;
using Kiosk.Testing.Processes;
using Kiosk.Trials.Pki;

namespace Kiosk.Registry.Tests.CommandLine;

public sealed class RegistryCommandTests : IDisposable
{
    private static readonly IssuedCard[] Cards = [.. Enumerable.Range(0, 20).Select(number => DeskPki.Issue(number))];

    private readonly TestFiles files = new();

    private string Desk => files.At("desk");

    private string Timestamp => files.At("desk/feed/metadata/timestamp.json");

    public void Dispose() => files.Dispose();

    [Fact]
    public async Task A_source_folder_is_published_with_a_delta_from_the_day_before()
    {
        var source = files.WriteSource(Cards);
        files.PutMeetingBehind();
        (await Programs.RegistryAsync("init", "--desk", Desk, "--province", "01")).With(0);
        (await Programs.RegistryAsync("publish", "--desk", Desk, "--from", source)).With(0);
        files.WriteMembers(Cards[..19]);
        files.Write("source/provinces/01/meetings/dai-hoi.roster.csv", "card,class\n");

        var second = (await Programs.RegistryAsync("publish", "--desk", Desk, "--from", source, "--json")).With(0);

        using var report = JsonDocument.Parse(second.Output);
        var members = report.RootElement.GetProperty("sets")[0];
        Assert.Equal((2, 19, true), (members.GetProperty("version").GetInt64(), members.GetProperty("rows").GetInt32(), members.GetProperty("isChanged").GetBoolean()));
        Assert.Equal(1, members.GetProperty("changes").GetInt32());
    }

    [Fact]
    public async Task Publishing_the_same_twice_changes_only_the_timestamp()
    {
        var source = files.WriteSource(Cards);
        (await Programs.RegistryAsync("init", "--desk", Desk, "--province", "01")).With(0);
        (await Programs.RegistryAsync("publish", "--desk", Desk, "--from", source)).With(0);
        var before = FeedFiles();

        var second = (await Programs.RegistryAsync("publish", "--desk", Desk, "--from", source)).With(0);

        Assert.Equal(before, FeedFiles());
        Assert.Contains("01 members version 1: 20 rows", second.Output, StringComparison.Ordinal);
        Assert.Contains("unchanged", second.Output, StringComparison.Ordinal);
        Assert.Contains("timestamp 2", second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task New_keys_come_into_force_with_a_root_that_the_old_ones_sign()
    {
        var source = files.WriteSource(Cards[..2]);
        (await Programs.RegistryAsync("init", "--desk", Desk, "--province", "01")).With(0);
        (await Programs.RegistryAsync("publish", "--desk", Desk, "--from", source)).With(0);
        (await Programs.RegistryAsync("rotate", "--desk", Desk, "root", "timestamp", "province-01", "--rsa")).With(0);
        (await Programs.RegistryAsync("publish", "--desk", Desk, "--from", source)).With(0);

        var first = MetadataParser.ParseRoot(await File.ReadAllBytesAsync(files.At("desk/feed/metadata/1.root.json")));
        var second = MetadataParser.ParseRoot(await File.ReadAllBytesAsync(files.At("desk/feed/metadata/2.root.json")));
        Assert.True(second.IsSignedBy(first.Content.SignatoriesOf(RoleName.Root)));
        Assert.Equal("rsa", second.Content.Keys[second.Content.Roles[RoleName.Timestamp].KeyIds.Single()].KeyType);
        Assert.True(MetadataParser.ParseTimestamp(await File.ReadAllBytesAsync(Timestamp)).IsSignedBy(second.Content.SignatoriesOf(RoleName.Timestamp)));
    }

    [Fact]
    public async Task A_desk_signs_by_Ed25519_from_its_first_root_on_and_rotates_to_new_keys_of_it()
    {
        var (source, phrase) = (files.WriteSource(Cards[..2]), files.Write("phrase", "mật khẩu thử 1\n"));
        (await Programs.RegistryAsync("init", "--desk", Desk, "--province", "01", "--ed25519", "--encrypt", "--pass-phrase-file", phrase)).With(0);
        (await Programs.RegistryAsync("publish", "--desk", Desk, "--from", source, "--pass-phrase-file", phrase)).With(0);
        (await Programs.RegistryAsync("rotate", "--desk", Desk, "root", "--ed25519", "--encrypt", "--pass-phrase-file", phrase)).With(0);

        var first = MetadataParser.ParseRoot(await File.ReadAllBytesAsync(files.At("desk/feed/metadata/1.root.json")));
        var second = MetadataParser.ParseRoot(await File.ReadAllBytesAsync(files.At("desk/feed/metadata/2.root.json")));
        Assert.All(first.Content.Keys.Values.Concat(second.Content.Keys.Values), key => Assert.Equal(("ed25519", "ed25519", 64), (key.KeyType, key.Scheme, key.PublicValue.Length)));
        Assert.True(second.IsSignedBy(first.Content.SignatoriesOf(RoleName.Root)));
        Assert.True(second.IsSignedBy(second.Content.SignatoriesOf(RoleName.Root)));
        Assert.True(MetadataParser.ParseTimestamp(await File.ReadAllBytesAsync(Timestamp)).IsSignedBy(second.Content.SignatoriesOf(RoleName.Timestamp)));
    }

    [Fact]
    public async Task A_new_key_is_of_one_kind()
    {
        var refused = (await Programs.RegistryAsync("init", "--desk", Desk, "--province", "01", "--rsa", "--ed25519")).With(2);

        Assert.Contains("--rsa and --ed25519 are mutually exclusive: a key has one type.", refused.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Desk));
    }

    [Fact]
    public async Task Status_says_what_is_published_and_a_missing_publication_is_a_no()
    {
        (await Programs.RegistryAsync("init", "--desk", Desk, "--province", "01")).With(0);
        (await Programs.RegistryAsync("status", "--desk", Desk)).With(1);
        (await Programs.RegistryAsync("publish", "--desk", Desk, "--from", files.WriteSource(Cards[..2]))).With(0);

        var status = (await Programs.RegistryAsync("status", "--desk", Desk, "--json")).With(0);

        using var json = JsonDocument.Parse(status.Output);
        Assert.Equal(["root", "timestamp", "snapshot", "targets", "province-01"], json.RootElement.GetProperty("roles").EnumerateArray().Select(role => role.GetProperty("role").GetString()));
        Assert.Equal(["audience", "meetings", "members", "rosters"], json.RootElement.GetProperty("sets").EnumerateArray().Select(set => set.GetProperty("class").GetString()).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("source/profile.json", "[", "profile.json line 1")]
    [InlineData("source/provinces/02/members.csv", TestFiles.MembersHeader, "Nobody signs for the province 02")]
    public async Task A_bad_file_is_one_sentence_and_the_last_publication_stays(string name, string content, string sentence)
    {
        var source = files.WriteSource(Cards[..2]);
        (await Programs.RegistryAsync("init", "--desk", Desk, "--province", "01")).With(0);
        files.Write(name, content);

        var refused = (await Programs.RegistryAsync("publish", "--desk", Desk, "--from", source)).With(2);

        Assert.Contains(sentence, refused.Error, StringComparison.Ordinal);
        Assert.Single(refused.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries), line => line.StartsWith("registry: ", StringComparison.Ordinal));
        Assert.False(File.Exists(Timestamp));
    }

    [Theory]
    [InlineData("publish", "--desk", "/nonexistent")]
    [InlineData("init", "--desk", "/proc/none")]
    [InlineData("delta", "--since", "1")]
    [InlineData("burn")]
    public async Task Wrong_use_is_exit_2(params string[] arguments) => (await Programs.RegistryAsync(arguments)).With(2);

    [Fact]
    public async Task Ctrl_C_leaves_the_last_publication_whole()
    {
        var source = files.WriteSource(Cards);
        (await Programs.RegistryAsync("init", "--desk", Desk, "--province", "01")).With(0);
        (await Programs.RegistryAsync("publish", "--desk", Desk, "--from", source)).With(0);
        var before = await File.ReadAllBytesAsync(Timestamp);
        // More lines than are sealed before the signal arrives, however fast the machine is.
        files.Write("source/provinces/01/cards/1.der", Cards[0].Certificate.ToArray());
        files.Write("source/provinces/01/members.csv", TestFiles.MembersHeader + string.Concat(Enumerable.Range(0, 400_000).Select(number => $"cards/1.der,Nguyễn Văn,{number:D8},Chi bộ,official,2010-05-19,,\n")));

        // Whoever runs these tests in the background has Ctrl-C ignored, and what they start would ignore it too.
        using var publishing = ChildProcess.Start("env", "--default-signal=INT", "dotnet", Path.Combine(AppContext.BaseDirectory, "registry.dll"), "publish", "--desk", Desk, "--from", source);
        Assert.Contains("25000 members done", await publishing.Errors.ReadLineAsync(), StringComparison.Ordinal);
        (await ChildProcess.RunAsync("kill", "-INT", publishing.Id.ToString(System.Globalization.CultureInfo.InvariantCulture))).With(0);

        Assert.Contains("Called off", (await publishing.EndAsync()).With(1).Errors, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(Timestamp));
        using var tree = new FeedTree(files.At("desk/feed"), new NoFeedSync());
        Assert.NotNull(PublishedFeed.Read(tree)!.Timestamp);
    }

    private List<string> FeedFiles() =>
        [.. Directory.EnumerateFiles(files.At("desk/feed"), "*", SearchOption.AllDirectories).Where(path => !path.Contains("/.incoming/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
}
