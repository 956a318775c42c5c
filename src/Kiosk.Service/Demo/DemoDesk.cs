using System.Text.Json;
using Kiosk.Feed.Publishing;
using Kiosk.Feed.Records;
using Kiosk.Feed.Targets;
using Kiosk.Service.Cache.Source;

namespace Kiosk.Service.Demo;

/// <summary>The authority's desk: publishes the world's files as a signed feed, with keys that nobody keeps.</summary>
internal sealed class DemoDesk(DemoWorld world, TimeProvider time)
{
    public static readonly ProvinceCode Province = ProvinceCode.Parse("suoi-mo");

    private readonly FeedSigners signers = FeedSigners.CreateInMemory(Province);

    /// <summary><c>metadata</c> and <c>targets</c>, as any static server serves them.</summary>
    public string Folder => Path.Combine(world.Folder, "feed");

    /// <summary>What the terminal is set up with.</summary>
    public string RootFile => Path.Combine(Folder, "metadata", "1.root.json");

    /// <summary>Founds the feed and publishes all there is.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public Task OpenAsync(CancellationToken cancellationToken) => PublishAsync(publisher => publisher.InitialiseAsync(cancellationToken), cancellationToken);

    /// <summary>Revokes a card of the tray and publishes: what an authority does when somebody reports a card lost.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public Task RevokeAsync(DemoCard card, CancellationToken cancellationToken)
    {
        world.Revoke(card, time.GetUtcNow());
        return PublishAsync(_ => Task.CompletedTask, cancellationToken);
    }

    private async Task PublishAsync(Func<FeedPublisher, Task> before, CancellationToken cancellationToken)
    {
        using var tree = new FeedTree(Folder, new NoFeedSync());
        var publisher = new FeedPublisher(tree, signers, PublishingRules.Default, time);
        await before(publisher);
        await publisher.PublishAsync(new FeedContent(National(), [new ProvinceContent(Province, Sets())]), progress: null, cancellationToken);
    }

    private Dictionary<string, ReadOnlyMemory<byte>> National()
    {
        var files = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal)
        {
            [TargetPaths.Policy] = SyncPolicy.Default.ToJson(),
            [TargetPaths.Profile] = Read(SourceLayout.Profile),
            [TargetPaths.Registry] = Read(SourceLayout.Registry + TargetPaths.CertificateEnding),
            [TargetPaths.Procedures] = Read(SourceLayout.Procedures),
        };
        foreach (var (target, folder) in ((string, string)[])[(TargetPaths.Anchors, SourceLayout.Anchors), (TargetPaths.Issuers, SourceLayout.Issuers), (TargetPaths.Crls, SourceLayout.Crls)])
        {
            foreach (var path in Directory.EnumerateFiles(Path.Combine(world.Source, folder)))
            {
                files[target + Path.GetFileName(path)] = File.ReadAllBytes(path);
            }
        }

        return files;
    }

    private byte[] Read(string name) => File.ReadAllBytes(Path.Combine(world.Source, name));

    private SetContent[] Sets() =>
    [
        new(DataClass.Members, [.. InOrder(world.Members, member => member.Tag).Select(member => new SetRow(member.Tag.ToArray(), member.Sealed))]),
        new(DataClass.Meetings, [new SetRow(DataClasses.MeetingKey(world.Meeting.Id), JsonSerializer.SerializeToUtf8Bytes(world.Meeting, RecordJson.Meeting))]),
        new(
            DataClass.Rosters,
            [
                .. InOrder(world.Roster, entry => entry.Tag)
                    .Select(entry => new SetRow(DataClasses.RosterKey(world.Meeting.Id, entry.Tag), JsonSerializer.SerializeToUtf8Bytes(entry, RecordJson.RosterEntry))),
            ]),
    ];

    private static IEnumerable<T> InOrder<T>(IEnumerable<T> rows, Func<T, CardTag> tagOf) => rows.OrderBy(row => tagOf(row).ToString(), StringComparer.Ordinal);
}
