using Kiosk.Verification.Certificates;
using Kiosk.Verification.Crls;
using Kiosk.Verification.Paths;
using Kiosk.Verification.Piv;
using Kiosk.Verification.Profiles;
using Kiosk.Verification.Reasons;
using Kiosk.Verification.Revocation;

namespace Kiosk.Verification.Judging;

/// <summary>
/// Verifies cards of every kind against one generation of trusted data. Immutable except for a cache of recently seen cards, which saves parsing and one signature check but
/// never stores validity or revocation. Thread-safe.
/// </summary>
internal sealed class TrustStore
{
    private readonly TrustedAuthorities authorities;

    private TrustStore(TrustedAuthorities authorities)
    {
        this.authorities = authorities;
        Piv = new PivJudge(authorities);
    }

    public CardProfile Profile => authorities.Profile;

    public RevocationChecker Revocation => authorities.Revocation;

    /// <inheritdoc cref="TrustedAuthorities.Count"/>
    public int AuthorityCount => authorities.Count;

    public PivJudge Piv { get; }

    /// <summary>Validates the CAs of a generation.</summary>
    /// <param name="anchors">Certificates, DER.</param>
    /// <param name="intermediates">Certificates of issuing CAs and those above them, DER. Those without a valid path are ignored.</param>
    /// <exception cref="CertificateException">A certificate cannot be parsed.</exception>
    public static TrustStore Create(
        CardProfile profile,
        IReadOnlyList<ReadOnlyMemory<byte>> anchors,
        IReadOnlyList<ReadOnlyMemory<byte>> intermediates,
        IReadOnlyList<CheckedCrl> crls,
        RevocationIndex index)
    {
        var paths = new CertificatePathValidator(profile, [.. anchors.Select(Certificate.Parse)], [.. intermediates.Select(Certificate.Parse)]);
        return new TrustStore(new TrustedAuthorities(profile, paths, new RevocationChecker(crls, index, profile)));
    }

    /// <summary>Finds what would stop a terminal from reading a card with this certificate, before verification begins.</summary>
    /// <returns>The first rule broken, or null.</returns>
    public static Objection? FindObjectionToReading(Certificate certificate, CardProfile profile) => CardReadingRules.FindObjection(certificate, profile);

    /// <summary>Runs the time-independent checks on a card's certificate without a card, for a desk about to publish it.</summary>
    /// <returns>How its issuer's CRL identifies it.</returns>
    /// <exception cref="CertificateException">A card with this certificate would be rejected.</exception>
    public CertificateReference Vouch(Certificate certificate) => Piv.Cards.Vouch(certificate);

    /// <summary>Ends the tap: zeroes the card's data and keeps the result under the certificate's hash.</summary>
    public void Forget() => Piv.Cards.Forget();
}
