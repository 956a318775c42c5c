using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Feed;

namespace Kiosk.EndToEnd.Tests.Verbs;

/// <summary>A journal verified by the desk's published list, where anybody may have changed the feed.</summary>
public sealed class PublishedTerminalsTests(LogTests.TappedDemo demo) : IClassFixture<LogTests.TappedDemo>, IDisposable
{
    private readonly TestFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_key_comes_from_the_signed_list() =>
        Assert.Matches("signed up to record [0-9]+ by key ", (await VerifyAsync(demo["feed"], demo["feed/metadata/1.root.json"])).AssertExit(0).Output);

    [Fact]
    public async Task Without_a_root_the_feed_vouches_for_nothing() => (await VerifyAsync(demo["feed"], root: null)).AssertRefused(2, "by --root 1.root.json");

    [Fact]
    public async Task Another_authoritys_root_refuses_it()
    {
        var other = await new TestTerminalFeed(folder["other"], TimeProvider.System).PublishAsync();

        (await VerifyAsync(demo["feed"], Path.Combine(other.Folder, "metadata", "1.root.json"))).AssertRefused(2, "is not signed by the keys that the trusted root names");
    }

    [Fact]
    public async Task A_list_that_was_changed_is_refused_by_its_files_name()
    {
        foreach (var path in Directory.EnumerateFiles(demo["feed"], "*", SearchOption.AllDirectories).Where(path => new FileInfo(path).Length > 0))
        {
            var copy = Path.Combine(folder["feed"], Path.GetRelativePath(demo["feed"], path));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            var content = await File.ReadAllBytesAsync(path);
            content[^1] ^= (byte)(path.Contains(".terminals.", StringComparison.Ordinal) ? 1 : 0);
            await File.WriteAllBytesAsync(copy, content);
        }

        (await VerifyAsync(folder["feed"], demo["feed/metadata/1.root.json"])).AssertRefused(2, ".terminals.");
    }

    private Task<Ended> VerifyAsync(string feed, string? root) =>
        KioskProcess.RunAsync(["log", "verify", "--journal", demo["data/journal"], "--data", folder["elsewhere"], "--terminals", feed, .. root is null ? (string[])[] : ["--root", root]]);
}
