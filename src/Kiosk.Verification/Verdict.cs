using Kiosk.Verification.Crls;
using Kiosk.Verification.Reasons;
using Kiosk.Words;

namespace Kiosk.Verification;

/// <summary>What a card's evidence proves. Says nothing about whether its holder may enter.</summary>
internal abstract record Verdict
{
    private Verdict()
    {
    }

    /// <summary>
    /// The thisUpdate of the oldest CRL used; later revocations are not included. Null if none was used.
    /// </summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>
    /// The rule of the standard that is broken, in a sentence for card issuers and examiners; null if the code says it all. Never identifies the cardholder, and is never
    /// shown on a screen.
    /// </summary>
    public Phrase? Detail { get; init; }

    /// <summary>Compares verdicts without <see cref="AsOf"/> and <see cref="Detail"/>.</summary>
    public virtual bool Equals(Verdict? other) => other is not null && EqualityContract == other.EqualityContract;

    public override int GetHashCode() => EqualityContract.GetHashCode();

    /// <summary>Certificate, answer and revocation are all valid.</summary>
    /// <param name="Revocation">The oldest status among the card, its issuers and its CHUID's signer.</param>
    public sealed record Trusted(VerifiedCard Card, Assurance Assurance, RevocationStatus.Good Revocation) : Verdict;

    /// <summary>Something is wrong with the card.</summary>
    public sealed record Rejected(ReasonCode Code) : Verdict;

    /// <summary>Nothing is wrong with the card, but the terminal cannot decide (revocation data stale or missing, clock not trusted).</summary>
    /// <param name="Card">The card, if the rest of the evidence is valid, so that a policy may record and flag; otherwise null.</param>
    public sealed record Undecidable(ReasonCode Code, VerifiedCard? Card) : Verdict;
}

/// <summary>What was proved about the card.</summary>
internal enum Assurance
{
    None = 0,

    /// <summary>The card holds the private key of a valid certificate (PKI-CAK; NIST SP 800-116r1, 4.2: one factor, something you have).</summary>
    CardAuthenticationKey = 1,

    /// <summary>As above, plus a signed CHUID bound to the certificate.</summary>
    CardAuthenticationKeyWithChuid = 2,
}
