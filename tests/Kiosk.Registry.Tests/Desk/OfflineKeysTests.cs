using Kiosk.Feed.Metadata;
using Kiosk.Testing.Processes;

namespace Kiosk.Registry.Tests.Desk;

/// <summary>Root and targets keys live off the machine that renews the timestamp.</summary>
[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class OfflineKeysTests : IDisposable
{
    private const UnixFileMode FileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TestFiles files = new();

    private string Desk => files.At("desk");

    private string Stick => files.At("stick");

    public void Dispose() => files.Dispose();

    [Fact]
    public async Task The_timestamp_is_renewed_where_only_its_key_and_the_snapshots_are()
    {
        await PublishedAsync();
        var renewing = RenewalDesk();

        var renewed = (await Programs.RegistryAsync("publish", "--desk", renewing)).With(0);

        Assert.Contains("timestamp 2", renewed.Output, StringComparison.Ordinal);
        Assert.Equal(2, MetadataParser.ParseTimestamp(await File.ReadAllBytesAsync(Path.Combine(renewing, "feed/metadata/timestamp.json"))).Content.Version);
    }

    [Fact]
    public async Task What_is_due_where_its_keys_are_not_stays_as_it_is_and_is_said()
    {
        await PublishedAsync();
        var renewing = RenewalDesk();
        // The targets' 90 days are then less than half of a lifetime.
        await ReplaceAsync(Path.Combine(renewing, "registry.json"), "90.00:00:00", "400.00:00:00");

        var renewed = (await Programs.RegistryAsync("publish", "--desk", renewing)).With(0);

        Assert.Contains("timestamp 2", renewed.Output, StringComparison.Ordinal);
        Assert.Contains("targets was not signed anew, its keys are not here", renewed.Error, StringComparison.Ordinal);
        Assert.Contains("province-01 was not signed anew", renewed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task New_content_where_the_keys_are_not_is_refused_by_the_keys_name()
    {
        var source = await PublishedAsync();
        var renewing = RenewalDesk();
        files.WriteMembers([DeskPki.Issue(1), DeskPki.Issue(2), DeskPki.Issue(3)], unit: "Chi bộ 2");

        var refused = (await Programs.RegistryAsync("publish", "--desk", renewing, "--from", source)).With(2);

        Assert.Contains($"The key province-01-1 has to sign, and neither {Path.Combine(renewing, "keys/province-01-1.pem")}", Sentence(refused), StringComparison.Ordinal);
        Assert.Equal(1, MetadataParser.ParseTimestamp(await File.ReadAllBytesAsync(Path.Combine(renewing, "feed/metadata/timestamp.json"))).Content.Version);
    }

    [Fact]
    public async Task A_root_key_on_a_stick_is_asked_for_by_the_root_alone()
    {
        (await Programs.RegistryAsync("init", "--desk", Desk, "--province", "01", "--root-keys", Stick)).With(0);
        Directory.Move(Stick, files.At("safe"));
        var source = files.WriteSource(DeskPki.Issue(1));

        (await Programs.RegistryAsync("publish", "--desk", Desk, "--from", source)).With(0);
        Assert.Contains("The root metadata needs 1 valid signature; ", Sentence((await Programs.RegistryAsync("rotate", "--desk", Desk)).With(2)), StringComparison.Ordinal);
        (await Programs.RegistryAsync("root", "sign", "--desk", Desk, "--keys", files.At("safe"))).With(0);
        (await Programs.RegistryAsync("publish", "--desk", Desk)).With(0);

        Assert.False(File.Exists(files.At("desk/keys/root-1.pem")));
        Assert.True(File.Exists(files.At("desk/feed/metadata/2.root.json")));
    }

    [Fact]
    public async Task Two_holders_sign_a_root_one_after_the_other()
    {
        (await Programs.RegistryAsync("init", "--desk", Desk, "--province", "01")).With(0);
        Hold("root-1");
        (await Programs.RegistryAsync("rotate", "--desk", Desk, "root", "--keys", files.At("root-1"), "--root-keys", files.At("root-2"))).With(0);
        await ReplaceAsync(files.At("desk/registry.json"), "\"keys\": [\n        \"root-2\"\n      ],\n      \"threshold\": 1", "\"keys\": [\n        \"root-1\",\n        \"root-2\"\n      ],\n      \"threshold\": 2");
        File.Move(files.At("root-2/root-2.pem"), files.At("root-2/elsewhere.pem"));

        var first = (await Programs.RegistryAsync("root", "sign", "--desk", Desk, "--keys", files.At("root-1"))).With(1);
        File.Move(files.At("root-2/elsewhere.pem"), files.At("root-2/root-2.pem"));
        var second = (await Programs.RegistryAsync("root", "sign", "--desk", Desk, "--keys", files.At("root-2"))).With(0);

        Assert.Contains("Root 3 has 1 of 2 signatures of its own keys, and 0 of 1 of the root's before it", first.Output, StringComparison.Ordinal);
        Assert.Contains("3.root.json is in force", second.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(files.At("desk/root.pending.json")));
        var (before, after) = (Root(2), Root(3));
        Assert.True(after.IsSignedBy(after.Content.SignatoriesOf(RoleName.Root)) && after.IsSignedBy(before.Content.SignatoriesOf(RoleName.Root)));
        (await Programs.RegistryAsync("publish", "--desk", Desk)).With(0);
    }

    [Fact]
    public async Task Keys_are_for_their_owner_alone()
    {
        await PublishedAsync();

        Assert.Equal(FileMode | UnixFileMode.UserExecute, File.GetUnixFileMode(files.At("desk/keys")));
        Assert.All(Directory.GetFiles(files.At("desk/keys")), path => Assert.Equal(FileMode, File.GetUnixFileMode(path)));
    }

    [Fact]
    public async Task A_key_that_others_can_read_is_said()
    {
        var source = await PublishedAsync();
        File.SetUnixFileMode(files.At("desk/keys/targets-1.pem"), FileMode | UnixFileMode.GroupRead);

        var published = (await Programs.RegistryAsync("publish", "--desk", Desk, "--from", source)).With(0);

        Assert.Contains("keys/targets-1.pem can be read by others than its owner: chmod 600", published.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_desks_key_of_the_same_name_signs_nothing()
    {
        var source = await PublishedAsync();
        (await Programs.RegistryAsync("init", "--desk", files.At("other"), "--province", "01")).With(0);

        var refused = (await Programs.RegistryAsync("publish", "--desk", Desk, "--from", source, "--keys", files.At("other/keys"))).With(2);

        Assert.Contains("is not the private half of the public key that the desk knows as", Sentence(refused), StringComparison.Ordinal);
    }

    private async Task<string> PublishedAsync()
    {
        var source = files.WriteSource(DeskPki.Issue(1), DeskPki.Issue(2), DeskPki.Issue(3));
        (await Programs.RegistryAsync("init", "--desk", Desk, "--province", "01")).With(0);
        (await Programs.RegistryAsync("publish", "--desk", Desk, "--from", source)).With(0);
        return source;
    }

    /// <summary>What a machine gets that renews the timestamp and does nothing else.</summary>
    private string RenewalDesk()
    {
        ChildProcess.Run("cp", "-a", Desk, files.At("renewing")).With(0);
        foreach (var path in Directory.GetFiles(files.At("renewing/keys")).Where(path => !path.EndsWith(".pub.pem", StringComparison.Ordinal)))
        {
            Drop(path);
        }

        return files.At("renewing");
    }

    private static void Drop(string path)
    {
        if (Path.GetFileName(path) is not ("timestamp-1.pem" or "snapshot-1.pem"))
        {
            File.Delete(path);
        }
    }

    private void Hold(string key)
    {
        Directory.CreateDirectory(files.At(key));
        File.Move(files.At($"desk/keys/{key}.pem"), files.At($"{key}/{key}.pem"));
    }

    private SignedMetadata<RootMetadata> Root(int version) => MetadataParser.ParseRoot(File.ReadAllBytes(files.At($"desk/feed/metadata/{version}.root.json")));

    private async Task ReplaceAsync(string path, string part, string by)
    {
        var text = await File.ReadAllTextAsync(path);
        Assert.Contains(part, text, StringComparison.Ordinal);
        files.Write(path, text.Replace(part, by, StringComparison.Ordinal));
    }

    private static string Sentence(Ended ended) => Assert.Single(ended.Error.Split('\n'), line => line.StartsWith("registry: ", StringComparison.Ordinal));
}
