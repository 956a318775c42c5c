using Kiosk.Verification.Crls;
using Kiosk.Verification.Reasons;

namespace Kiosk.Verification;

/// <summary>What the evidence of one card proves. Says nothing about whether its holder may enter.</summary>
internal abstract record Verdict
{
    private Verdict()
    {
    }

    /// <summary>
    /// The thisUpdate of the oldest revocation list that the verdict rests on: what was revoked later is not in it. Null where it rests on none.
    /// </summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>
    /// Which rule of which standard is broken, in a sentence for whoever issues or examines cards; null where the code says all. It holds nothing of whose the card is, and is
    /// shown on no screen.
    /// </summary>
    public string? Detail { get; init; }

    /// <summary>Verdicts that say the same are equal, as of whenever they say it.</summary>
    public virtual bool Equals(Verdict? other) => other is not null && EqualityContract == other.EqualityContract;

    public override int GetHashCode() => EqualityContract.GetHashCode();

    /// <summary>Certificate, answer and revocation are all in order.</summary>
    /// <param name="Revocation">The oldest answer among those on the card, its issuers and its CHUID's signer.</param>
    public sealed record Trusted(VerifiedCard Card, Assurance Assurance, RevocationStatus.Good Revocation) : Verdict;

    /// <summary>Something is wrong with the card.</summary>
    public sealed record Rejected(ReasonCode Code) : Verdict;

    /// <summary>Nothing is wrong with the card, but what the terminal knows does not suffice (revocation too old or missing, clock unsure).</summary>
    /// <param name="Card">The card, where the rest of the evidence was in order: a policy may record and flag.</param>
    public sealed record Undecidable(ReasonCode Code, VerifiedCard? Card) : Verdict;
}

/// <summary>What was proved about the card.</summary>
internal enum Assurance
{
    None = 0,

    /// <summary>The card holds the private key of a valid certificate (PKI-CAK; NIST SP 800-116r1, 4.2: one factor, something you have).</summary>
    CardAuthenticationKey = 1,

    /// <summary>The same, and a signed CHUID bound to the certificate.</summary>
    CardAuthenticationKeyWithChuid = 2,
}
