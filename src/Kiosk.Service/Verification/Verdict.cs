using Kiosk.Service.Reasons;

namespace Kiosk.Service.Verification;

/// <summary>What the evidence of one card proves. Says nothing about whether its holder may enter.</summary>
internal abstract record Verdict
{
    private Verdict()
    {
    }

    /// <summary>Certificate, answer and revocation are all in order.</summary>
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
