
namespace Kiosk.Cards.Iso7816;

/// <summary>An open channel to a card, valid for one presence and one conversation.</summary>
public interface ICardConnection
{
    AnswerToReset AnswerToReset { get; }

    /// <summary>Sends one command APDU and returns the response APDU, which has at least its two status bytes.</summary>
    /// <param name="command">The encoded command.</param>
    /// <param name="deadline">Maximum time to wait for the response.</param>
    /// <exception cref="CardRemovedException">The card left the field.</exception>
    /// <exception cref="CardTimeoutException">No response within the deadline.</exception>
    /// <exception cref="CardFaultException">The radio, the reader or the daemon failed.</exception>
    ValueTask<ReadOnlyMemory<byte>> TransmitAsync(ReadOnlyMemory<byte> command, TimeSpan deadline, CancellationToken cancellationToken);

    /// <summary>Whether the card has stayed in the field without interruption since it arrived.</summary>
    ValueTask<bool> IsSamePresenceAsync(CancellationToken cancellationToken);
}
