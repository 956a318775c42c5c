using Kiosk.Cards.Piv;
using Kiosk.Verification.Der;
using Kiosk.Verification.Time;

namespace Kiosk.Verification.Profiles;

/// <summary>
/// Everything that may differ from one issue of cards to the next, as the authority signs it: how a card is read, what its certificate must say, which
/// algorithms count, and what to do when the terminal cannot know.
/// </summary>
internal sealed record CardProfile
{
    /// <summary>PIV PKI-CAK as published (NIST SP 800-73-4, SP 800-78-4).</summary>
    public static CardProfile Default { get; } = new();

    public CardReadingProfile Reading { get; init; } = CardReadingProfile.Default;

    public FreshnessPolicy Freshness { get; init; } =
        new(UndecidedRule.RecordAndFlag, UndecidedRule.Refuse, UndecidedRule.Refuse, MaxStaleness: TimeSpan.FromDays(14));

    public AlgorithmPolicy Algorithms { get; init; } = AlgorithmPolicy.Default;

    /// <summary>The purpose that a card's certificate must name in a critical extendedKeyUsage.</summary>
    public string ExtendedKeyUsage { get; init; } = Oids.PivCardAuthentication;

    /// <summary>A card's certificate must state at least one of these; an empty list asks for none. anyPolicy does not count.</summary>
    public IReadOnlyList<string> Policies { get; init; } = [Oids.CommonCardAuthenticationPolicy];

    /// <summary>The least trust in the clock for a verdict.</summary>
    public ClockTrust MinimumClockTrust { get; init; } = ClockTrust.FloorOnly;

    /// <summary>Whether a signed CHUID must be bound to the certificate. One that is read without being required is judged just as strictly.</summary>
    public bool RequiresChuid { get; init; }

    /// <summary>Whether the certificate must name the CHUID's FASC-N. One that names a FASC-N is held to it in any case.</summary>
    public bool RequiresFascN { get; init; }

    public ContentSignerProfile ContentSigner { get; init; } = ContentSignerProfile.Default;

    /// <summary>The policies that count on a content signer's path: its own, or where the profile names none for it, the cards' and the published one for content signing.</summary>
    public IReadOnlyList<string> PoliciesOfSigners => ContentSigner.Policies ?? (Policies.Count == 0 ? [] : [.. Policies, Oids.CommonContentSigningPolicy]);

    /// <summary>Reads the profile's JSON. Members left out keep the default; unknown or doubled ones are refused.</summary>
    /// <param name="source">The file's name, for the message.</param>
    /// <exception cref="CardProfileException">One sentence naming the source and the place.</exception>
    public static CardProfile Parse(ReadOnlySpan<byte> json, string source) => CardProfileJson.Read(json, source);

    public byte[] ToJson() => CardProfileJson.Write(this);
}
