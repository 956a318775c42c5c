using System.Text.Json.Serialization;
using Kiosk.Cards;
using Kiosk.Trials.Forging;
using Kiosk.Trials.Pki;

namespace Kiosk.Trials.Fuzzing;

/// <summary>What is true about a card that was mutated: what its authority signed, and what its key answered.</summary>
/// <param name="Certificate">The bytes that the authority signed, be it that they were mutated before.</param>
/// <param name="Chuid">The value inside tag 53 that the content signer signed; null where none is read.</param>
internal sealed record Genuine(ReadOnlyMemory<byte> Certificate, ReadOnlyMemory<byte>? Chuid)
{
    private const byte P256 = 0x11;

    public static Genuine Of(IssuedCard card) => new(card.Certificate, card.Chuid);

    /// <summary>Whether signed data of the card's own is bound to its certificate.</summary>
    [JsonIgnore]
    public bool IsBound => Chuid is not null;

    /// <summary>The key's last answer, DER or an RSA block; null before it was asked.</summary>
    public byte[]? Signature { get; set; }

    /// <summary>
    /// Whether admitting on this evidence is provably harmless: the certificate is byte for byte the one that was signed, the answer is the key's own to this challenge
    /// or its twin with n − s, and the CHUID says byte for byte what was signed. Then the bending lay in wrappings that mean nothing.
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
