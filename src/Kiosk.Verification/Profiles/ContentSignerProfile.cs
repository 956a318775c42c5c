using Kiosk.Verification.Der;

namespace Kiosk.Verification.Profiles;

/// <summary>What the certificate of a CHUID's signer must say. It is not held to what the profile asks of the cards' own certificates.</summary>
internal sealed record ContentSignerProfile
{
    /// <summary>As published: id-PIV-content-signing, and no policy demanded of the signer's own certificate.</summary>
    public static ContentSignerProfile Default { get; } = new();

    /// <summary>Of these purposes its extendedKeyUsage must name at least one; never empty.</summary>
    public IReadOnlyList<string> ExtendedKeyUsages { get; init; } = [Oids.PivContentSigning];

    /// <summary>
    /// Of these policies it must state at least one, and each CA above it that states any, one of them or anyPolicy; an empty list asks for none. Null where the profile does
    /// not say: then none is demanded of the signer itself, and its path is held to <see cref="CardProfile.PoliciesOfSigners"/>.
    /// </summary>
    public IReadOnlyList<string>? Policies { get; init; }
}
