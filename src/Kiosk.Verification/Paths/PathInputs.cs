using Kiosk.Verification.Profiles;

namespace Kiosk.Verification.Paths;

/// <summary>What a path is asked for, beside certificates and the instant (RFC 5280, 6.1.1 c and e to g).</summary>
internal sealed record PathInputs
{
    /// <summary>user-initial-policy-set; empty for any-policy.</summary>
    public IReadOnlyCollection<string> InitialPolicies { get; init; } = [];

    public bool InitialExplicitPolicy { get; init; }

    public bool InitialPolicyMappingInhibit { get; init; }

    public bool InitialAnyPolicyInhibit { get; init; }

    /// <summary>The signatures and keys that count for CAs; null where all count that can be verified, and naming the weak ones is left to the caller.</summary>
    public AlgorithmPolicy? Algorithms { get; init; }

    /// <summary>Whether a CA must carry keyUsage, as RFC 5280 demands of issuers (4.2.1.3) and not of validators (6.1.4 n).</summary>
    public bool RequiresKeyUsage { get; init; }
}
