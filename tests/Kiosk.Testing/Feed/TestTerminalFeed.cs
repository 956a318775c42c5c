using Kiosk.Feed.Metadata;
using Kiosk.Feed.Publishing;
using Kiosk.Feed.Reading;
using Kiosk.Feed.Records;
using Kiosk.Feed.Targets;

namespace Kiosk.Testing.Feed;

/// <summary>A published feed that lists terminals and nothing else, by a desk whose keys exist only in memory.</summary>
internal sealed class TestTerminalFeed(string folder, TimeProvider time)
{
    private readonly ProvinceCode province = ProvinceCode.Parse("01");
    private FeedSigners signers = FeedSigners.CreateInMemory(ProvinceCode.Parse("01"));

    public string Folder => folder;

    /// <summary>Root version 1, as the desk hands it over.</summary>
    public byte[] Root => File.ReadAllBytes(Path.Combine(folder, "metadata", "1.root.json"));

    public FeedAnchor Anchor => new(Root, FeedVersions.None);

    /// <summary>The file of the newest list.</summary>
    public string SetFile => Directory.EnumerateFiles(Path.Combine(folder, "targets"), "*.terminals.*.set*", SearchOption.AllDirectories).MaxBy(File.GetLastWriteTimeUtc)!;

    public Task<TestTerminalFeed> PublishAsync(params IReadOnlyList<TerminalRecord> terminals) => PublishSetsAsync([new(DataClass.Terminals, TerminalRows.Of(terminals))]);

    /// <summary>With the CAs of collectors.</summary>
    public Task<TestTerminalFeed> PublishAsync(IReadOnlyList<TerminalRecord> terminals, IReadOnlyList<AuthorityRecord> authorities) =>
        PublishSetsAsync([.. terminals.Count == 0 ? (SetContent[])[] : [new(DataClass.Terminals, TerminalRows.Of(terminals))], new(DataClass.Authorities, AuthorityRows.Of(authorities))]);

    /// <summary>As before the first terminal is enrolled.</summary>
    public Task<TestTerminalFeed> PublishWithoutListAsync() => PublishSetsAsync([]);

    private async Task<TestTerminalFeed> PublishSetsAsync(IReadOnlyList<SetContent> sets)
    {
        using var tree = new FeedTree(folder, new NoFeedSync());
        var publisher = Publisher(tree);
        if (!Directory.Exists(folder))
        {
            await publisher.InitialiseAsync(CancellationToken.None);
        }

        await publisher.PublishAsync(new(new Dictionary<string, ReadOnlyMemory<byte>>(), [new(province, sets)]), progress: null, CancellationToken.None);
        return this;
    }

    /// <summary>Replaces all keys; the old root signs the new one.</summary>
    public async Task RotateAsync()
    {
        var before = signers.Root;
        signers = FeedSigners.CreateInMemory(province);
        using var tree = new FeedTree(folder, new NoFeedSync());
        await Publisher(tree).RotateAsync(before, CancellationToken.None);
    }

    private FeedPublisher Publisher(FeedTree tree) => new(tree, signers, PublishingRules.Default, time);
}
