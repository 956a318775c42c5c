using Kiosk.Cards.Piv;
using Kiosk.Verification.Der;
using Kiosk.Verification.Time;

namespace Kiosk.Verification.Profiles;

/// <summary>
/// Everything that may vary between card issues, as signed by the authority: how to read a card, what its certificate must contain, which
/// algorithms are allowed, and what to do when the terminal cannot decide.
/// </summary>
internal sealed record CardProfile
{
    /// <summary>PIV PKI-CAK as published (NIST SP 800-73-4, SP 800-78-4).</summary>
    public static CardProfile Default { get; } = new();

    public CardReadingProfile Reading { get; init; } = CardReadingProfile.Default;

    public FreshnessPolicy Freshness { get; init; } =
        new(UndecidedRule.RecordAndFlag, UndecidedRule.Refuse, UndecidedRule.Refuse, MaxStaleness: TimeSpan.FromDays(14));

    public AlgorithmPolicy Algorithms { get; init; } = AlgorithmPolicy.Default;

    /// <summary>The key purpose that a card's certificate must contain in a critical extendedKeyUsage.</summary>
    public string ExtendedKeyUsage { get; init; } = Oids.PivCardAuthentication;

    /// <summary>A card's certificate must state at least one of these; empty if no policy is required. anyPolicy does not count.</summary>
    public IReadOnlyList<string> Policies { get; init; } = [Oids.CommonCardAuthenticationPolicy];

    /// <summary>The minimum clock trust for a verdict.</summary>
    public ClockTrust MinimumClockTrust { get; init; } = ClockTrust.FloorOnly;

    /// <summary>Whether a signed CHUID bound to the certificate is required. A CHUID that is read but not required is checked just as strictly.</summary>
    public bool RequiresChuid { get; init; }

    /// <summary>Whether the certificate must contain the CHUID's FASC-N. If it contains one, it must match in any case.</summary>
    public bool RequiresFascN { get; init; }

    public ContentSignerProfile ContentSigner { get; init; } = ContentSignerProfile.Default;

    /// <summary>The acceptable policies on a content signer's path: its own or, if the profile names none, the cards' and the Common Policy's for content signing.</summary>
    public IReadOnlyList<string> PoliciesOfSigners => ContentSigner.Policies ?? (Policies.Count == 0 ? [] : [.. Policies, Oids.CommonContentSigningPolicy]);

    /// <summary>Parses the profile's JSON. Missing members keep their default; unknown or duplicate ones are rejected.</summary>
    /// <param name="source">The file's name, for messages.</param>
    /// <exception cref="CardProfileException">One sentence naming the source and the place.</exception>
    public static CardProfile Parse(ReadOnlySpan<byte> json, string source) => CardProfileJson.Read(json, source);

    public byte[] ToJson() => CardProfileJson.Write(this);
}
