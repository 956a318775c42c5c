using System.Globalization;
using System.Security.Cryptography;
using Kiosk.Feed.Records;
using Kiosk.Feed.Targets;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Trials.Pki;
using Kiosk.Trials.World;
using Kiosk.Verification.Profiles;

namespace Kiosk.EndToEnd.Tests.Running;

/// <summary>An authority with members, who each have a card, and a meeting of all of them a day.</summary>
internal sealed class CrowdWorld : IDisposable
{
    /// <summary>Meetings that the feed keeps, today's among them.</summary>
    private const int Kept = 3;

    private static readonly TimeSpan SyncInterval = TimeSpan.FromMinutes(3);

    private readonly DateTimeOffset now;
    private readonly TrialPki pki;
    private readonly IReadOnlyList<IssuedCard> cards;
    private readonly IReadOnlyList<CardImage> images;
    private int day;

    private CrowdWorld(string folder, int people)
    {
        now = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());
        pki = new(TrialNames.SelfTest, now);
        cards = [.. Enumerable.Range(0, people).Select(person => pki.Issue(1000 + person))];
        images = [.. cards.Select(card => card.Image())];
        Stranger = (pki.Issue(1) with { Authority = pki.Foreign }).Image();
        Feed = new(folder, TrialSource.Province, TimeProvider.System) { Policy = SyncPolicy.Default with { Interval = SyncInterval } };
    }

    public TrialFeed Feed { get; }

    /// <summary>A card of an authority that nobody trusts.</summary>
    public CardImage Stranger { get; }

    /// <summary>Who all are invited.</summary>
    public int People => images.Count;

    /// <summary>The meeting of the day.</summary>
    public string Meeting => NameOf(day);

    /// <param name="folder">Of its feed.</param>
    public static CrowdWorld Create(string folder, int people)
    {
        var made = new CrowdWorld(folder, people);
        made.Feed.PutProfile(CardProfile.Default);
        made.Feed.PutRegistry(made.pki.Registry.Certificate);
        made.Feed.PutAnchor("root", made.pki.Root.Certificate);
        made.Feed.PutIssuer("issuing-1", made.pki.Issuing.Certificate);
        made.Feed.PutProcedures(TrialSource.Procedure);
        foreach (var card in made.cards)
        {
            TrialSource.Put(made.Feed, card, TrialSource.MemberOf(card));
        }

        made.BeginDay();
        return made;
    }

    public CardImage ImageOf(int person) => images[person % images.Count];

    /// <summary>The next day: a meeting of its own, lists of today, and the oldest meeting gone.</summary>
    public void BeginDay()
    {
        day++;
        var at = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());
        Feed.PutCrl("root", pki.Root.IssueCrl(at, at.AddDays(7), day, []));
        Feed.PutCrl("issuing-1", pki.Issuing.IssueCrl(at, at.AddDays(7), day, []));
        Feed.PutMeeting(TrialSource.Meeting with
        {
            Id = Meeting,
            Title = $"Hội nghị ngày thứ {day}",
            Key = RandomNumberGenerator.GetBytes(MeetingRecordRules.KeyLength),
            Sessions = [new("phien-1", "Phiên chính thức", at.AddHours(-1), at.AddMinutes(30), at.AddHours(6))],
        });
        Feed.Invite(Meeting, cards.Select(TrialSource.Invite));
        Feed.RemoveMeeting(NameOf(day - Kept));
    }

    public void Dispose() => pki.Dispose();

    private static string NameOf(int day) => string.Create(CultureInfo.InvariantCulture, $"ngay-{day}");
}
