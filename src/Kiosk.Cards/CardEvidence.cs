using Kiosk.Cards.Iso7816;

namespace Kiosk.Cards;

/// <summary>
/// All that one read of one card yields, and all that the verifier may use: a card read today can be judged tomorrow from this record alone. One case per kind of card application;
/// whoever does not judge the card needs only what stands here.
/// </summary>
public abstract record CardEvidence
{
    private CardEvidence()
    {
    }

    /// <summary>The application that answered SELECT.</summary>
    public abstract ApplicationIdentifier Application { get; init; }

    /// <summary>The certificate that the verdict starts from, DER; not judged yet.</summary>
    public abstract ReadOnlyMemory<byte> Certificate { get; init; }

    /// <summary>What the card was asked.</summary>
    public abstract CardChallenge Challenge { get; init; }

    /// <summary>What the card's key made of the challenge.</summary>
    public abstract ReadOnlyMemory<byte> Answer { get; init; }

    /// <summary>From sending the challenge to the last byte of the answer, by the terminal's monotonic clock.</summary>
    public abstract TimeSpan AnswerTime { get; init; }

    /// <summary>Overwrites what was read of the card; nobody may work with it any more.</summary>
    public virtual void Erase()
    {
        Erasure.Erase(Certificate);
        Erasure.Erase(Answer);
    }

    /// <summary>Of a PIV card authentication application (NIST SP 800-73-4).</summary>
    /// <param name="Certificate">For Card Authentication (object 5FC101), decompressed.</param>
    /// <param name="KeyAlgorithm">The algorithm reference (P1) that was used (NIST SP 800-78-4, table 6-2): 11 P-256, 14 P-384, 07 RSA-2048, 05 RSA-3072.</param>
    /// <param name="Answer">The value of tag 82: ECDSA-Sig-Value in DER, or an RSA block of the modulus' length.</param>
    /// <param name="Chuid">The CHUID's value (inside tag 53), where the profile asks for it.</param>
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
