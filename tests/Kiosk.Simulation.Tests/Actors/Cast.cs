using Kiosk.Feed.Records;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Testing.Secrecy;
using Kiosk.Trials.Pki;
using Kiosk.Trials.World;

namespace Kiosk.Simulation.Tests.Actors;

/// <summary>The authority and the cards of all runs, made once a process: delegates of the meeting, and cards that nobody may ever admit.</summary>
internal static class Cast
{
    /// <summary>Those whom publications revoke, suspend and disinvite.</summary>
    public const int Delegates = 12;

    /// <summary>Of an authority that no terminal trusts, under the names of one that they trust.</summary>
    public const int Foreigner = Delegates;

    /// <summary>A delegate's certificate on a chip with another key.</summary>
    public const int Copy = Delegates + 1;

    /// <summary>A member who is on no list.</summary>
    public const int Uninvited = Delegates + 2;

    public const int Count = Delegates + 3;

    private static readonly TrialPki Authority = new();
    private static readonly IReadOnlyList<IssuedCard> Issued = [.. Enumerable.Range(0, Delegates).Select(number => Authority.Issue(100 + number)), Authority.Issue(200) with { Authority = Authority.Foreign }, Authority.Issue(100), Authority.Issue(202)];
    private static readonly IReadOnlyList<CardImage> Images = [.. Issued.Select((card, number) => number == Copy ? card.CopyWith(Authority.Stranger) : card.Image())];

    public static TrialPki Pki => Authority;

    /// <summary>Sittings of a day each, from an hour before the run begins until a day after its end.</summary>
    public static Meeting Meeting { get; } = TrialSource.Meeting with
    {
        Sessions = [.. Enumerable.Range(0, 4).Select(day => SessionOf(day, TrialPki.Now.AddHours(-1).AddDays(day)))],
    };

    public static IssuedCard CardOf(int person) => Issued[person];

    public static CardImage ImageOf(int person) => Images[person];

    public static CardTag TagOf(int person) => TrialSource.TagOf(Issued[person]);

    public static string NameOf(int person) => person switch
    {
        Foreigner => "the foreign card",
        Copy => "the copied card",
        Uninvited => "the member without an invitation",
        _ => $"delegate {person}",
    };

    /// <summary>Everything about them that must not lie open anywhere.</summary>
    public static PersonalValues Secrets { get; } = PersonalValues.Of([.. Enumerable.Range(0, Count).Except([Foreigner, Copy]).SelectMany(SecretsOf), PersonalValue.OfText("title", Meeting.Title), new PersonalValue("key", Meeting.Key.ToArray())]);

    private static IEnumerable<PersonalValue> SecretsOf(int person)
    {
        var card = Issued[person];
        return
        [
            PersonalValue.OfText("name", TrialSource.MemberOf(card).Name), new("certificate", card.Certificate.ToArray()), PersonalValue.OfText("uuid", card.Uuid.ToString()),
            new("uuid", card.Uuid.ToByteArray(bigEndian: true)), new("uuid", card.Uuid.ToByteArray()), new("tag", TrialSource.TagOf(card).ToArray()),
        ];
    }

    private static MeetingSession SessionOf(int day, DateTimeOffset begin) => new($"phien-{day + 1}", $"Phiên thứ {day + 1}", begin, begin.AddHours(2), begin.AddHours(24));
}
