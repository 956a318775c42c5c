using Kiosk.Feed.Records;
using Kiosk.Feed.Sealing;
using Kiosk.Feed.Targets;
using Kiosk.Testing.Cache;
using Kiosk.Trials.World;

namespace Kiosk.Testing.Feed;

/// <summary>A feed with one province, published into a folder from the trust of a <see cref="TestCacheSource"/> and generated members.</summary>
internal sealed class TestPublisher
{
    private readonly TestCacheSource source;
    private readonly TrialFeed feed;

    private TestPublisher(string folder, TestCacheSource source, TimeProvider time) => (this.source, feed) = (source, new TrialFeed(folder, TestCacheSource.Province, time));

    /// <summary>Contains <c>metadata</c> and <c>targets</c>.</summary>
    public string Folder => feed.Folder;

    /// <summary>Root version 1, which terminals are provisioned with.</summary>
    public string RootFile => feed.RootFile;

    public SyncPolicy Policy
    {
        get => feed.Policy;
        set => feed.Policy = value;
    }

    public int Members => feed.Members;

    /// <summary>One member is invited to the meeting; nothing is published yet.</summary>
    public static TestPublisher Create(string folder, TestCacheSource source, TimeProvider time, int members = 300)
    {
        var publisher = new TestPublisher(folder, source, time);
        for (var number = 0; number < members; number++)
        {
            publisher.Put(number, seed: number);
        }

        publisher.feed.LetIn(TestDevice.Reader);
        return publisher.Invite(TestSet.Tag(0));
    }

    public TestPublisher Put(int number, int seed) => Put(TestSet.Tag(number), TestSet.Record(seed));

    public TestPublisher Put(CardTag tag, byte[] record)
    {
        feed.PutMember(tag, new SetRow(tag.ToArray(), record));
        return this;
    }

    public TestPublisher LetIn(AudienceReader reader)
    {
        feed.LetIn(reader);
        return this;
    }

    public TestPublisher ShutOut(string id)
    {
        feed.ShutOut(id);
        return this;
    }

    public TestPublisher BeginEpoch()
    {
        feed.BeginEpoch();
        return this;
    }

    public TestPublisher Remove(int number)
    {
        feed.RemoveMember(TestSet.Tag(number));
        return this;
    }

    public TestPublisher Invite(CardTag tag)
    {
        feed.Invite(TestCacheSource.Meeting.Id, new RosterEntry(tag, AttendeeClass.Member, null, new Seat("A", "1", "2"), "Chi bộ 1", null));
        feed.PutMeeting(TestCacheSource.Meeting with { Title = $"{TestCacheSource.Meeting.Title} ({feed.Invitations})" });
        return this;
    }

    /// <summary>Publishes what cards are judged by as the source says it now.</summary>
    public async Task<TestPublisher> PublishAsync()
    {
        feed.National.Clear();
        foreach (var (path, content) in source.Feed.National)
        {
            feed.National[path] = content;
        }

        await feed.PublishAsync(CancellationToken.None);
        return this;
    }

    /// <summary>Replaces all keys; the old root signs the new one.</summary>
    public Task RotateAsync() => feed.RotateAsync(CancellationToken.None);

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
}
