using Kiosk.Cards.Piv;
using Kiosk.Trials.Pki;
using Kiosk.Trials.World;
using Kiosk.Verification.Certificates;
using Kiosk.Verification.Crls;
using Kiosk.Verification.Profiles;

namespace Kiosk.Trials.Fuzzing;

/// <summary>The valid authorities, keys and cards that a run mutates, created once for all workers.</summary>
internal sealed class FuzzWorld
{
    private const int ListEntries = 40;

    private static readonly CardReadingProfile Reading = CardReadingProfile.Default with { RetryPause = TimeSpan.Zero };

    public FuzzWorld()
    {
        Cards = [.. Enumerable.Repeat(Pki.Member, 12), Pki.OnP384, Pki.OnRsa2048];
        CardsWithChuid =
        [
            .. Cards.Select(card => card.WithFascN().WithChuid(Pki.ContentSigner)),
            .. Cards.Select(card => card.WithFascN().WithChuid(Pki.ContentSigner, signsErrorDetectionCode: true)),
        ];
        Lists = [TrialPki.ListOf(Pki.Root, 1), TrialPki.ListOf(Pki.Issuing, 1)];
        List = Pki.Issuing.IssueCrl(TrialPki.Yesterday, TrialPki.Yesterday.AddDays(7), 7, Enumerable.Range(1, ListEntries).Select(Entry));
        EmptyList = WithEmptySequence(Pki.Issuing);
        Issuers = [Certificate.Parse(Pki.Root.Certificate), Certificate.Parse(Pki.Issuing.Certificate)];
    }

    public TrialPki Pki { get; } = new();

    /// <summary>Valid cards; few have slow keys.</summary>
    public IReadOnlyList<IssuedCard> Cards { get; }

    public IReadOnlyList<IssuedCard> CardsWithChuid { get; }

    public IReadOnlyList<Certificate> Issuers { get; }

    /// <summary>The CRLs for verifying cards.</summary>
    public IReadOnlyList<byte[]> Lists { get; }

    /// <summary>A valid CRL with some entries, to be mutated.</summary>
    public byte[] List { get; }

    /// <summary>A valid CRL with an empty sequence of entries.</summary>
    public byte[] EmptyList { get; }

    /// <param name="isBound">Whether the card's own signed data must be bound to its certificate.</param>
    public static CardProfile ProfileFor(bool isBound) => CardProfile.Default with { Reading = Reading with { ReadsChuid = isBound }, RequiresChuid = isBound };

    /// <inheritdoc cref="ProfileFor"/>
    public FuzzTrust TrustFor(bool isBound) => new(
        ProfileFor(isBound),
        [Pki.Root.Certificate.ToArray()],
        [Pki.Issuing.Certificate.ToArray()],
        Lists);

    private static byte[] WithEmptySequence(CertificateAuthority authority)
    {
        var fields = new CrlFields
        {
            Issuer = Certificate.Parse(authority.Certificate).Subject.ToArray(),
            ThisUpdate = CrlFields.UtcTime(TrialPki.Yesterday),
            NextUpdate = CrlFields.UtcTime(TrialPki.Yesterday.AddDays(7)),
            Entries = CrlFields.Sequence([]),
        };
        return fields.Sign(authority.Key);
    }

    private static RevokedCertificate Entry(int number) => new(new byte[] { 0x5B, (byte)number }, TrialPki.Yesterday, number % 3 == 0 ? CrlReason.Unspecified : CrlReason.KeyCompromise);
}
