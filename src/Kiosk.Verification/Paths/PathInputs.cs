using Kiosk.Verification.Profiles;

namespace Kiosk.Verification.Paths;

/// <summary>The inputs of path validation besides certificates and the instant (RFC 5280, 6.1.1 c and e to g).</summary>
internal sealed record PathInputs
{
    /// <summary>user-initial-policy-set; empty for any-policy.</summary>
    public IReadOnlyCollection<string> InitialPolicies { get; init; } = [];

    public bool InitialExplicitPolicy { get; init; }

    public bool InitialPolicyMappingInhibit { get; init; }

    public bool InitialAnyPolicyInhibit { get; init; }

    /// <summary>The signatures and keys allowed for CAs; null to allow all that can be verified and leave reporting weak ones to the caller.</summary>
    public AlgorithmPolicy? Algorithms { get; init; }

    /// <summary>Whether a CA must have keyUsage, which RFC 5280 requires of issuers (4.2.1.3) but not of validators (6.1.4 n).</summary>
    public bool RequiresKeyUsage { get; init; }
}
