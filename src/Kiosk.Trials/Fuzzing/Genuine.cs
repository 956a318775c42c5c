using System.Text.Json.Serialization;
using Kiosk.Cards;
using Kiosk.Trials.Forging;
using Kiosk.Trials.Pki;

namespace Kiosk.Trials.Fuzzing;

/// <summary>The genuine data of a mutated card: what its authority signed, and what its key answered.</summary>
/// <param name="Certificate">The certificate as signed by the authority, even if it was mutated before signing.</param>
/// <param name="Chuid">The value inside tag 53 that the content signer signed; null if none is read.</param>
internal sealed record Genuine(ReadOnlyMemory<byte> Certificate, ReadOnlyMemory<byte>? Chuid)
{
    private const byte P256 = 0x11;

    public static Genuine Of(IssuedCard card) => new(card.Certificate, card.Chuid);

    /// <summary>Whether signed data of the card's own is bound to its certificate.</summary>
    [JsonIgnore]
    public bool IsBound => Chuid is not null;

    /// <summary>The key's last answer, DER or an RSA block; null before the first.</summary>
    public byte[]? Signature { get; set; }

    /// <summary>
    /// Whether admitting on this evidence is provably harmless: the certificate is byte for byte as signed, the answer to this challenge is the key's own or its
    /// twin with n − s, and the CHUID's signed content is byte for byte as signed. Then the mutation only affected insignificant encoding.
    /// </summary>
    public bool Proves(CardEvidence evidence) =>
        evidence is CardEvidence.Piv piv && piv.Certificate.Span.SequenceEqual(Certificate.Span) && IsOwnAnswer(piv) && IsSignedChuid(piv.Chuid);

    private bool IsOwnAnswer(CardEvidence.Piv evidence) => Signature is { } own
        && (evidence.Answer.Span.SequenceEqual(own) || (evidence.KeyAlgorithm == P256 && evidence.Answer.Span.SequenceEqual(EcdsaForgery.Twin(own))));

    private bool IsSignedChuid(ReadOnlyMemory<byte>? read) => (Chuid, read) switch
    {
        (null, null) => true,
        ({ } signed, { } other) => Kiosk.Cards.Piv.Chuid.Parse(other).SignedContent.Span.SequenceEqual(Kiosk.Cards.Piv.Chuid.Parse(signed).SignedContent.Span),
        _ => false,
    };
}
