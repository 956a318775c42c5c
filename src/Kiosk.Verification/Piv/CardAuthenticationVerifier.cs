using System.Security.Cryptography;
using Kiosk.Cards;
using Kiosk.Cards.Piv;
using Kiosk.Verification.Certificates;
using Kiosk.Verification.Reasons;

namespace Kiosk.Verification.Piv;

/// <summary>Judges a card's answer to the challenge (NIST SP 800-73-4 part 2, A.4): does the card hold the private key of its certificate?</summary>
internal static class CardAuthenticationVerifier
{
    /// <returns>What is wrong with the answer, or null when possession is proved.</returns>
    public static ReasonCode? FindObjection(CardEvidence.Piv evidence, KnownCard card, CardReadingProfile profile)
    {
        if (ReferenceOf(card.Key.Subject) is not { } reference || evidence.KeyAlgorithm != reference.KeyAlgorithm || !profile.KeyAlgorithms.Contains(reference.KeyAlgorithm))
        {
            return ReasonCode.KeyAlgorithm;
        }

        if (!card.Key.IsWellFormed(evidence.Answer.Span))
        {
            return ReasonCode.KeyMalformedSignature;
        }

        var digest = evidence.Challenge.Digest(evidence.Certificate.Span, reference.HashAlgorithm);
        if (evidence.Challenge.Nonce.Length == CardChallenge.NonceLength && card.Key.VerifyHash(digest, evidence.Answer.Span, reference.HashAlgorithm))
        {
            // Last: what is signed by another key is a copy, however quickly it answered.
            return evidence.AnswerTime <= profile.AnswerLimits.For(reference.KeyAlgorithm) ? null : ReasonCode.KeyLate;
        }

        return ReasonCode.KeyMismatch;
    }

    /// <summary>The one algorithm reference for a key (NIST SP 800-78-4, table 6-2) and the digest it signs; null where PIV knows none.</summary>
    public static (byte KeyAlgorithm, HashAlgorithmName HashAlgorithm)? ReferenceOf(SubjectPublicKey key) => key switch
    {
        SubjectPublicKey.Ec { Curve: EllipticCurve.P256 } => (0x11, HashAlgorithmName.SHA256),
        SubjectPublicKey.Ec { Curve: EllipticCurve.P384 } => (0x14, HashAlgorithmName.SHA384),
        SubjectPublicKey.Rsa { ModulusSize: 2048 } => (0x07, HashAlgorithmName.SHA256),
        SubjectPublicKey.Rsa { ModulusSize: 3072 } => (0x05, HashAlgorithmName.SHA256),
        _ => null,
    };
}
