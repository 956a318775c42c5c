using System.Text;
using Kiosk.Feed.Metadata;
using Kiosk.Feed.Publishing;
using Kiosk.Feed.Targets;

namespace Kiosk.Feed.Tests.Publishing;

/// <summary>A folder that a desk with keys in memory publishes to.</summary>
public abstract class PublishedFolder : IDisposable
{
    private protected static readonly ProvinceCode Province = ProvinceCode.Parse("01");
    private protected static readonly ProvinceCode Other = ProvinceCode.Parse("02");

    private protected readonly string folder = Directory.CreateTempSubdirectory("feed").FullName;
    private protected readonly SettableTime time = new();
    private protected readonly FeedSigners signers = FeedSigners.CreateInMemory(Province, Other);

    public void Dispose()
    {
        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    private protected static FeedContent Content(string profile, params SetRow[] members) => new(
        new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal) { [TargetPaths.Profile] = Encoding.UTF8.GetBytes(profile) },
        [new(Province, [new(DataClass.Members, members, Epoch: 1)])]);

    private protected async Task InitialiseAsync()
    {
        using var tree = Tree();
        await new FeedPublisher(tree, signers, PublishingRules.Default, time).InitialiseAsync(CancellationToken.None);
    }

    private protected async Task<PublishingReport> PublishAsync(FeedContent content, IProgress<PublishingProgress>? progress = null, PublishingRules? rules = null, CancellationToken cancellationToken = default)
    {
        using var tree = Tree();
        return await new FeedPublisher(tree, signers, rules ?? PublishingRules.Default, time).PublishAsync(content, progress, cancellationToken);
    }

    private protected async Task<PublishingReport> WithAsync(FeedSigners keys, Func<FeedPublisher, Task<PublishingReport>> work)
    {
        using var tree = Tree();
        return await work(new FeedPublisher(tree, keys, PublishingRules.Default, time));
    }

    private protected FeedTree Tree() => new(folder, new NoFeedSync());

    private protected PublishedFeed Read()
    {
        using var tree = Tree();
        return PublishedFeed.Read(tree)!;
    }

    private protected byte[] Bytes(string path, TargetFile file)
    {
        using var tree = Tree();
        using var stream = tree.OpenTarget(path, file.Hashes)!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        Assert.True(file.Matches(copy.ToArray()));
        return copy.ToArray();
    }

    private protected List<SetChange> Changes(SetTarget.Delta delta)
    {
        var file = Read().Provinces[Province.Role].Content.Targets[delta.Path];
        var reader = SetFileReader.Open(new MemoryStream(Bytes(delta.Path, file)), delta);
        return [.. reader.Changes().Select(change => new SetChange(change.Key.ToArray(), change.Value.ToArray()))];
    }

    private protected List<string> Files() =>
        [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path)).Where(path => !path.StartsWith('.')).Order(StringComparer.Ordinal)];

    private protected sealed class Stopping(CancellationTokenSource stop) : IProgress<PublishingProgress>
    {
        public void Report(PublishingProgress value)
        {
            if (value.What.English == "metadata")
            {
                stop.Cancel();
            }
        }
    }

    private protected sealed class SettableTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 25, 8, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
