using System.Text.Json;
using Kiosk.Feed.Publishing;
using Kiosk.Feed.Records;
using Kiosk.Feed.Targets;
using Kiosk.Testing.Cache;

namespace Kiosk.Testing.Feed;

/// <summary>A feed with one province, published into a folder from a <see cref="TestCacheSource"/> and generated members.</summary>
internal sealed class TestPublisher
{
    private readonly TestCacheSource source;
    private readonly SortedDictionary<string, byte[]> members = new(StringComparer.Ordinal);
    private readonly SortedSet<string> invited = new(StringComparer.Ordinal) { TestSet.Tag(0).ToString() };
    private readonly TimeProvider time;
    private FeedSigners signers = FeedSigners.CreateInMemory(Province);

    private TestPublisher(string folder, TestCacheSource source, TimeProvider time) => (Folder, this.source, this.time) = (folder, source, time);

    public static ProvinceCode Province { get; } = ProvinceCode.Parse("01");

    /// <summary>Contains <c>metadata</c> and <c>targets</c>.</summary>
    public string Folder { get; }

    /// <summary>Root version 1, which terminals are provisioned with.</summary>
    public string RootFile => Path.Combine(Folder, "metadata", "1.root.json");

    public SyncPolicy Policy { get; set; } = SyncPolicy.Default;

    public int Members => members.Count;

    public static async Task<TestPublisher> CreateAsync(string folder, TestCacheSource source, TimeProvider time, int members = 300)
    {
        var feed = new TestPublisher(folder, source, time);
        for (var number = 0; number < members; number++)
        {
            feed.Put(number, seed: number);
        }

        using var tree = new FeedTree(folder, new NoFeedSync());
        await feed.Publisher(tree).InitialiseAsync(CancellationToken.None);
        return feed;
    }

    public TestPublisher Put(int number, int seed) => Put(TestSet.Tag(number), TestSet.Record(seed));

    public TestPublisher Put(CardTag tag, byte[] record)
    {
        members[tag.ToString()] = record;
        return this;
    }

    public TestPublisher Remove(int number)
    {
        members.Remove(TestSet.Tag(number).ToString());
        return this;
    }

    public TestPublisher Invite(CardTag tag)
    {
        invited.Add(tag.ToString());
        return this;
    }

    public async Task<TestPublisher> PublishAsync()
    {
        using var tree = new FeedTree(Folder, new NoFeedSync());
        await Publisher(tree).PublishAsync(Content(), progress: null, CancellationToken.None);
        return this;
    }

    /// <summary>Replaces all keys; the old root signs the new one.</summary>
    public async Task RotateAsync()
    {
        var before = signers.Root;
        signers = FeedSigners.CreateInMemory(Province);
        using var tree = new FeedTree(Folder, new NoFeedSync());
        await Publisher(tree).RotateAsync(before, CancellationToken.None);
    }

    /// <summary>Copies the current state to restore it later, as a stale mirror would serve it.</summary>
    public string CopyTo(string folder)
    {
        foreach (var path in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(Folder, path));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(path, copy, overwrite: true);
        }

        return folder;
    }

    private FeedPublisher Publisher(FeedTree tree) => new(tree, signers, PublishingRules.Default, time);

    private FeedContent Content()
    {
        var national = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.Ordinal)
        {
            [TargetPaths.Policy] = Policy.ToJson(),
            [TargetPaths.Profile] = Read("profile.json"),
            [TargetPaths.Registry] = Read("registry.crt"),
            [TargetPaths.Procedures] = Read("procedures.json"),
        };
        foreach (var folder in (string[])[TargetPaths.Anchors, TargetPaths.Issuers, TargetPaths.Crls])
        {
            foreach (var path in Directory.EnumerateFiles(Path.Combine(source.Folder, folder)))
            {
                national[folder + Path.GetFileName(path)] = File.ReadAllBytes(path);
            }
        }

        var meeting = TestCacheSource.Meeting with { Title = $"{TestCacheSource.Meeting.Title} ({invited.Count})" };
        return new(
            national,
            [
                new(
                    Province,
                    [
                        new(DataClass.Members, [.. members.Select(member => new SetRow(Convert.FromHexString(member.Key), member.Value))]),
                        new(DataClass.Meetings, [new(DataClasses.MeetingKey(meeting.Id), JsonSerializer.SerializeToUtf8Bytes(meeting, RecordJson.Meeting))]),
                        new(DataClass.Rosters, [.. invited.Select(tag => InvitationTo(meeting.Id, CardTag.FromBytes(Convert.FromHexString(tag))))]),
                    ]),
            ]);
    }

    private static SetRow InvitationTo(string meetingId, CardTag tag) => new(
        DataClasses.RosterKey(meetingId, tag),
        JsonSerializer.SerializeToUtf8Bytes(new RosterEntry(tag, AttendeeClass.Member, null, new Seat("A", "1", "2"), "Chi bộ 1", null), RecordJson.RosterEntry));

    private byte[] Read(string name) => File.ReadAllBytes(Path.Combine(source.Folder, name));
}
