using System.Text.Json.Nodes;
using Kiosk.Trials.Pki;

namespace Kiosk.Registry.Tests.Desk;

/// <summary>Provinces come to a desk with a key each, and what fails leaves the desk as it was.</summary>
public sealed class ProvincesTests : IDisposable
{
    private static readonly IssuedCard[] Cards = [DeskPki.Issue(1), DeskPki.Issue(2)];

    private readonly TestFiles files = new();

    private string Desk => files.At("desk");

    public void Dispose() => files.Dispose();

    [Fact]
    public async Task A_desk_without_a_province_is_not_made()
    {
        var refused = (await Programs.RegistryAsync("init", "--desk", Desk)).With(2);

        Assert.StartsWith($"registry: No province is named, and a desk publishes for provinces: say, for example, registry init --desk {Desk} --province 01;", refused.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Desk));
    }

    [Fact]
    public async Task Settings_that_name_no_province_say_so_and_what_to_do()
    {
        var source = await PublishedAsync();
        Edit(settings => settings["provinces"] = new JsonObject());

        Assert.Contains(
            $"Nobody signs for the province 01: registry.json names no province; registry init --desk {Desk} --province 01 adds it.",
            (await Programs.RegistryAsync("publish", "--desk", Desk, "--from", source)).With(2).Error,
            StringComparison.Ordinal);
        Assert.Contains("names no province", (await Programs.RegistryAsync("init", "--desk", Desk)).With(2).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_province_is_added_by_init_and_published()
    {
        var source = await PublishedAsync();

        var added = (await Programs.RegistryAsync("init", "--desk", Desk, "--province", "02")).With(0);

        Assert.Equal("registry.json names 02 now, with a new key each; the next registry publish --from puts that in force.\n", added.Output);
        await PublishesSecondAsync(source);
    }

    [Theory]
    [InlineData("init", "--province", "02")]
    [InlineData("rotate", "province-02", "--json")]
    public async Task The_key_of_a_province_that_was_written_by_hand_is_made(string verb, params string[] arguments)
    {
        var source = await PublishedAsync();
        Edit(AddByHand);

        (await Programs.RegistryAsync([verb, "--desk", Desk, .. arguments])).With(0);

        await PublishesSecondAsync(source);
    }

    [Fact]
    public async Task A_key_that_was_never_made_is_named_with_the_verb_that_makes_it()
    {
        var source = await PublishedAsync();
        Edit(AddByHand);

        var refused = (await Programs.RegistryAsync("publish", "--desk", Desk, "--from", source)).With(2);

        Assert.Contains($"province-02-1.pub.pem is missing: restore it from a backup, or, if it was never made, make it by registry init --desk {Desk} --province 02.", refused.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("timestamp", "keys/targets-1.pub.pem")]
    [InlineData("province-01", "keys/root-1.pem")]
    public async Task A_rotation_that_fails_changes_nothing(string role, string missing)
    {
        await PublishedAsync();
        File.Delete(Path.Combine(Desk, missing));
        var before = Content();

        (await Programs.RegistryAsync("rotate", role, "--desk", Desk)).With(2);

        Assert.Equal(before, Content());
    }

    [Fact]
    public async Task New_keys_that_wait_for_another_holder_of_the_root_stay_and_that_is_said()
    {
        await PublishedAsync();
        (await Programs.RegistryAsync("rotate", "root", "--desk", Desk)).With(0);
        Edit(settings => settings["roles"]!["root"] = new JsonObject { ["keys"] = new JsonArray("root-1", "root-2"), ["threshold"] = 2, ["lifetime"] = "730.00:00:00" });
        (await Programs.RegistryAsync("rotate", "--desk", Desk)).With(0);
        Directory.CreateDirectory(files.At("other-holder"));
        File.Move(files.At("desk/keys/root-2.pem"), files.At("other-holder/root-2.pem"));

        var waits = (await Programs.RegistryAsync("rotate", "timestamp", "--desk", Desk)).With(2);

        Assert.Contains("registry.json names the new keys: each holder of a root key runs registry root sign now, then registry publish.", waits.Error, StringComparison.Ordinal);
        (await Programs.RegistryAsync("root", "sign", "--desk", Desk, "--keys", files.At("other-holder"))).With(0);
        (await Programs.RegistryAsync("publish", "--desk", Desk)).With(0);
    }

    [Fact]
    public async Task A_rotation_of_a_role_that_is_not_there_makes_no_key_for_the_others()
    {
        await PublishedAsync();
        var before = Content();

        var refused = (await Programs.RegistryAsync("rotate", "timestamp", "province-03", "--desk", Desk)).With(2);

        Assert.Contains("knows no role province-03: roles are root, timestamp, snapshot, targets, province-01", refused.Error, StringComparison.Ordinal);
        Assert.Equal(before, Content());
    }

    [Fact]
    public async Task A_desk_beside_a_feed_of_another_is_not_made()
    {
        await PublishedAsync();

        (await Programs.RegistryAsync("init", "--desk", files.At("other"), "--feed", "../desk/feed", "--province", "01")).With(2);

        Assert.Empty(Directory.EnumerateFiles(files.At("other"), "*", SearchOption.AllDirectories));
    }

    private async Task<string> PublishedAsync()
    {
        var source = files.WriteSource(Cards);
        (await Programs.RegistryAsync("init", "--desk", Desk, "--province", "01")).With(0);
        (await Programs.RegistryAsync("publish", "--desk", Desk, "--from", source)).With(0);
        return source;
    }

    private async Task PublishesSecondAsync(string source)
    {
        files.Write("source/provinces/02/members.csv", TestFiles.MembersHeader);
        Assert.Contains("02 members version 1: 0 rows", (await Programs.RegistryAsync("publish", "--desk", Desk, "--from", source)).With(0).Output, StringComparison.Ordinal);
        Assert.Contains("02 members version 1: 0 rows", (await Programs.RegistryAsync("status", "--desk", Desk)).With(0).Output, StringComparison.Ordinal);
    }

    private static void AddByHand(JsonObject settings)
    {
        settings["keys"]!["province-02-1"] = new JsonObject { ["pem"] = "keys/province-02-1.pem", ["public"] = "keys/province-02-1.pub.pem" };
        settings["provinces"]!["02"] = new JsonObject { ["keys"] = new JsonArray("province-02-1"), ["threshold"] = 1, ["lifetime"] = "90.00:00:00" };
    }

    private void Edit(Action<JsonObject> edit)
    {
        var settings = JsonNode.Parse(File.ReadAllText(files.At("desk/registry.json")))!.AsObject();
        edit(settings);
        files.Write("desk/registry.json", settings.ToJsonString());
    }

    private List<(string Name, string Content)> Content() =>
        [.. Directory.EnumerateFiles(Desk, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(path => (path, Convert.ToHexString(File.ReadAllBytes(path))))];
}
