using Kiosk.Cards.Iso7816;

namespace Kiosk.Cards;

/// <summary>
/// Everything that one read of a card yields and the only input of the verifier: a card read today can be verified tomorrow from this record alone. One case per kind
/// of card application; code that does not verify the card needs only the base members.
/// </summary>
public abstract record CardEvidence
{
    private CardEvidence()
    {
    }

    /// <summary>The application that answered SELECT.</summary>
    public abstract ApplicationIdentifier Application { get; init; }

    /// <summary>The card's certificate, DER, unverified.</summary>
    public abstract ReadOnlyMemory<byte> Certificate { get; init; }

    /// <summary>The challenge sent to the card.</summary>
    public abstract CardChallenge Challenge { get; init; }

    /// <summary>The card's signature over the challenge.</summary>
    public abstract ReadOnlyMemory<byte> Answer { get; init; }

    /// <summary>Time from sending the challenge to the last byte of the answer, on the terminal's monotonic clock.</summary>
    public abstract TimeSpan AnswerTime { get; init; }

    /// <summary>Zeroes the data read from the card; it must not be used afterwards.</summary>
    public virtual void Erase()
    {
        Erasure.Erase(Certificate);
        Erasure.Erase(Answer);
    }

    /// <summary>Evidence from a PIV card authentication application (NIST SP 800-73-4).</summary>
    /// <param name="Certificate">The X.509 Certificate for Card Authentication (object 5FC101), decompressed.</param>
    /// <param name="KeyAlgorithm">The algorithm reference (P1) that was used (NIST SP 800-78-4, table 6-2): 11 P-256, 14 P-384, 07 RSA-2048, 05 RSA-3072.</param>
    /// <param name="Answer">The value of tag 82: ECDSA-Sig-Value in DER, or an RSA block as long as the modulus.</param>
    /// <param name="Chuid">The CHUID's value (inside tag 53) if the profile asks for it; otherwise null.</param>
    public sealed record Piv(
        ApplicationIdentifier Application,
        ReadOnlyMemory<byte> Certificate,
        CardChallenge Challenge,
        byte KeyAlgorithm,
        ReadOnlyMemory<byte> Answer,
        TimeSpan AnswerTime,
        ReadOnlyMemory<byte>? Chuid) : CardEvidence
    {
        /// <inheritdoc/>
        public override void Erase()
        {
            base.Erase();
            Erasure.Erase(Chuid);
        }
    }
}
