using System.Text.Json;
using Kiosk.Feed.Records;
using Kiosk.Feed.Sealing;
using Kiosk.Trials.Pki;
using Kiosk.Trials.World;

namespace Kiosk.Simulation.Tests.Actors;

/// <summary>The publisher: the real one, with keys in memory, on a clock that is right. Each publication is copied, for sticks and stale mirrors.</summary>
internal sealed class Desk(string folder, TimeProvider time)
{
    private const int MaxRevoked = 4;

    private readonly TrialFeed feed = new(Path.Combine(folder, "feed"), TrialSource.Province, time);
    private readonly List<IssuedCard> cards = [.. Enumerable.Range(0, Cast.Count).Select(Cast.CardOf)];
    private readonly HashSet<int> revoked = [];
    private readonly HashSet<int> suspended = [];
    private readonly HashSet<int> uninvited = [];
    private readonly List<Publication> publications = [];
    private int lists = 1;

    public IReadOnlyList<Publication> Publications => publications;

    public Publication Newest => publications[^1];

    public string RootFile => feed.RootFile;

    public string Province => feed.Province.Text;

    /// <summary>Where the server's files lie.</summary>
    public string Folder => feed.Folder;

    public Publication Of(long timestamp) => publications.Single(one => one.Timestamp == timestamp);

    public Task BeginAsync(IEnumerable<AudienceReader> terminals)
    {
        var members = (IReadOnlyList<IssuedCard>)[.. Enumerable.Range(0, Cast.Count).Where(person => person is not (Cast.Foreigner or Cast.Copy or Cast.Uninvited)).Select(Cast.CardOf)];
        TrialSource.Fill(feed, Cast.Pki, TrialSource.Profile, Cast.Meeting, members);
        TrialSource.Put(feed, Cast.CardOf(Cast.Uninvited), TrialSource.MemberOf(Cast.CardOf(Cast.Uninvited)));
        foreach (var terminal in terminals)
        {
            feed.LetIn(terminal);
        }

        return PublishAsync();
    }

    /// <summary>Publishes again, with at most one thing changed.</summary>
    /// <param name="subject">Whom, and what: revoked for ever, suspended or not, invited or not, a new audience key, nothing.</param>
    public Task PublishAsync(int subject)
    {
        var person = subject % Cast.Delegates;
        switch (subject / Cast.Delegates % 5)
        {
            case 0 when revoked.Count < MaxRevoked && revoked.Add(person):
                cards[person] = Cast.CardOf(person).RevokedAt(time.GetUtcNow());
                TrialSource.PutLists(feed, Cast.Pki, ++lists, cards);
                break;
            case 1:
                Toggle(suspended, person);
                TrialSource.Put(feed, Cast.CardOf(person), MemberNow(person));
                break;
            case 2 when Toggle(uninvited, person):
                feed.Withdraw(Cast.Meeting.Id, Cast.TagOf(person));
                break;
            case 2:
                feed.Invite(Cast.Meeting.Id, TrialSource.Invite(Cast.CardOf(person)));
                break;
            case 3:
                feed.BeginEpoch();
                break;
            default:
                break;
        }

        return PublishAsync();
    }

    private Member MemberNow(int person)
    {
        var member = TrialSource.MemberOf(Cast.CardOf(person));
        var since = new DateOnly(2026, 11, 1);
        return suspended.Contains(person)
            ? member with { Periods = [member.Periods[0] with { To = since.AddDays(-1) }, new(MemberStatus.Suspended, since, null, null)] }
            : member;
    }

    private async Task PublishAsync()
    {
        await feed.PublishAsync(CancellationToken.None);
        var copy = Path.Combine(folder, $"publication-{publications.Count + 1}");
        Copy(feed.Folder, copy);
        publications.Add(new(await TimestampAsync(), copy, revoked.ToHashSet(), suspended.ToHashSet(), uninvited.ToHashSet()));
    }

    private async Task<long> TimestampAsync()
    {
        await using var file = File.OpenRead(Path.Combine(feed.Folder, "metadata", "timestamp.json"));
        using var metadata = await JsonDocument.ParseAsync(file);
        return metadata.RootElement.GetProperty("signed").GetProperty("version").GetInt64();
    }

    // True if it is in the set now.
    private static bool Toggle(HashSet<int> set, int person)
    {
        if (!set.Remove(person))
        {
            set.Add(person);
            return true;
        }

        return false;
    }

    private static void Copy(string from, string to)
    {
        foreach (var path in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, path));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(path, target);
        }
    }
}
