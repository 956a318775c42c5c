using Kiosk.Cards.Iso7816;

namespace Kiosk.Cards;

/// <summary>
/// All that one read of one card yields, and all that the verifier may use: a card read today can be judged tomorrow from this record alone.
/// Serialises to JSON with byte fields in Base64.
/// </summary>
/// <param name="Application">The application that answered SELECT.</param>
/// <param name="Certificate">The card's certificate, DER, decompressed; not judged yet.</param>
/// <param name="Challenge">What the card was asked.</param>
/// <param name="KeyAlgorithm">The algorithm reference (P1) that was used (NIST SP 800-78-4, table 6-2): 11 P-256, 14 P-384, 07 RSA-2048, 05 RSA-3072.</param>
/// <param name="Answer">The value of tag 82: ECDSA-Sig-Value in DER, or an RSA block of the modulus' length.</param>
/// <param name="AnswerTime">From sending the challenge to the last byte of the answer, by the terminal's monotonic clock.</param>
/// <param name="Chuid">The CHUID's value (inside tag 53), where the profile asks for it.</param>
public sealed record CardEvidence(
    ApplicationIdentifier Application,
    ReadOnlyMemory<byte> Certificate,
    CardChallenge Challenge,
    byte KeyAlgorithm,
    ReadOnlyMemory<byte> Answer,
    TimeSpan AnswerTime,
    ReadOnlyMemory<byte>? Chuid)
{
    /// <summary>Overwrites certificate, answer and CHUID; nobody may work with them any more.</summary>
    public void Erase()
    {
        Erasure.Erase(Certificate);
        Erasure.Erase(Answer);
        Erasure.Erase(Chuid);
    }
}
