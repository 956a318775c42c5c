using System.Security.Cryptography;
using Kiosk.Cards;
using Kiosk.Cards.Piv;
using Kiosk.Verification.Certificates;
using Kiosk.Verification.Reasons;

namespace Kiosk.Verification.Piv;

/// <summary>Verifies a card's answer to the challenge (NIST SP 800-73-4 part 2, A.4), which proves that it holds its certificate's private key.</summary>
internal static class CardAuthenticationVerifier
{
    /// <returns>What is wrong with the answer, or null if possession is proved.</returns>
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
            // Checked last: an answer by another key means a copied card, however fast it is.
            return evidence.AnswerTime <= profile.AnswerLimits.For(reference.KeyAlgorithm) ? null : ReasonCode.KeyLate;
        }

        return ReasonCode.KeyMismatch;
    }

    /// <summary>The algorithm reference for a key (NIST SP 800-78-4, table 6-2) and its hash algorithm; null if PIV defines none.</summary>
    public static (byte KeyAlgorithm, HashAlgorithmName HashAlgorithm)? ReferenceOf(SubjectPublicKey key) => key switch
    {
        SubjectPublicKey.Ec { Curve: EllipticCurve.P256 } => (0x11, HashAlgorithmName.SHA256),
        SubjectPublicKey.Ec { Curve: EllipticCurve.P384 } => (0x14, HashAlgorithmName.SHA384),
        SubjectPublicKey.Rsa { ModulusSize: 2048 } => (0x07, HashAlgorithmName.SHA256),
        SubjectPublicKey.Rsa { ModulusSize: 3072 } => (0x05, HashAlgorithmName.SHA256),
        _ => null,
    };
}
