
namespace Kiosk.Cards.Iso7816;

/// <summary>An open channel to the card of one presence, for the length of one conversation.</summary>
public interface ICardConnection
{
    AnswerToReset AnswerToReset { get; }

    /// <summary>Sends one command APDU and returns the response APDU, at least its two status bytes.</summary>
    /// <param name="command">The bytes of the command.</param>
    /// <param name="deadline">How long the answer may take.</param>
    /// <exception cref="CardRemovedException">The card left the field.</exception>
    /// <exception cref="CardTimeoutException">No answer within the deadline.</exception>
    /// <exception cref="CardFaultException">The radio, the reader or the daemon failed.</exception>
    ValueTask<ReadOnlyMemory<byte>> TransmitAsync(ReadOnlyMemory<byte> command, TimeSpan deadline, CancellationToken cancellationToken);

    /// <summary>Whether the card that arrived is still the one in the field, without interruption.</summary>
    ValueTask<bool> IsSamePresenceAsync(CancellationToken cancellationToken);
}
