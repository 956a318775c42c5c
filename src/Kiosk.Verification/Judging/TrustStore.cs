using Kiosk.Verification.Certificates;
using Kiosk.Verification.Crls;
using Kiosk.Verification.Paths;
using Kiosk.Verification.Piv;
using Kiosk.Verification.Profiles;
using Kiosk.Verification.Reasons;
using Kiosk.Verification.Revocation;

namespace Kiosk.Verification.Judging;

/// <summary>
/// By what one generation of trusted data judges cards of every kind. Immutable but for the memory of cards seen lately, which saves parsing and one signature and never an answer
/// about validity or revocation. Safe to share between threads.
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
    /// <param name="intermediates">Certificates of issuing CAs and those above them, DER. One without a valid path is left out.</param>
    /// <exception cref="CertificateException">One of them cannot be parsed.</exception>
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

    /// <summary>What keeps a card with this certificate from being read and asked at all: a terminal meets it before it judges anything.</summary>
    /// <returns>The first such rule, or null.</returns>
    public static Objection? FindObjectionToReading(Certificate certificate, CardProfile profile) => CardReadingRules.FindObjection(certificate, profile);

    /// <summary>Judges a certificate as at a tap, as far as time cannot change it and without a card: what a desk asks before it publishes it as a member's.</summary>
    /// <returns>Who issued it.</returns>
    /// <exception cref="CertificateException">No card with this certificate would be taken.</exception>
    public CertificateReference Vouch(Certificate certificate) => Piv.Cards.Vouch(certificate);

    /// <summary>The tap is over: what was read of its card is overwritten; that the certificate was in order is remembered by its hash.</summary>
    public void Forget() => Piv.Cards.Forget();
}
