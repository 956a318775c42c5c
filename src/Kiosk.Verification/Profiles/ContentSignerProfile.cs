using Kiosk.Verification.Der;

namespace Kiosk.Verification.Profiles;

/// <summary>What a CHUID signer's certificate must contain. The profile's rules for card certificates do not apply to it.</summary>
internal sealed record ContentSignerProfile
{
    /// <summary>As published: id-PIV-content-signing, and no policy required in the signer's own certificate.</summary>
    public static ContentSignerProfile Default { get; } = new();

    /// <summary>The extendedKeyUsage must contain at least one of these; never empty.</summary>
    public IReadOnlyList<string> ExtendedKeyUsages { get; init; } = [Oids.PivContentSigning];

    /// <summary>
    /// The signer must state at least one of these policies, and each CA above it with any policies must state one of them or anyPolicy; empty if none is required. Null if the
    /// profile does not say: the signer itself needs none, and its path must satisfy <see cref="CardProfile.PoliciesOfSigners"/>.
    /// </summary>
    public IReadOnlyList<string>? Policies { get; init; }
}
