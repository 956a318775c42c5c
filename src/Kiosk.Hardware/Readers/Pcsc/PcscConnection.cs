using Kiosk.Cards;
using Kiosk.Cards.Iso7816;

namespace Kiosk.Hardware.Readers.Pcsc;

/// <summary>The card of one presence, on the card thread. After a call exceeds its deadline, all later ones fail immediately.</summary>
internal sealed class PcscConnection(
    PcscCardThread thread, CardArrival arrival, Func<CardArrival, bool> isPresent, RecoveryLadder ladder, PcscReaderOptions options) : ICardConnection, IDisposable
{
    private volatile bool isDisposed;
    private volatile bool isFaulted;

    public AnswerToReset AnswerToReset => arrival.AnswerToReset;

    public async ValueTask<ReadOnlyMemory<byte>> TransmitAsync(ReadOnlyMemory<byte> command, TimeSpan deadline, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(isDisposed, this);

        // A copy, because an abandoned call may still read it after the caller has moved on.
        var bytes = command.ToArray();
        try
        {
            var response = await thread.CallAsync("SCardTransmit", card => card.Transmit(bytes), deadline, cancellationToken);
            ladder.Succeeded();
            return response;
        }
        catch (CardFaultException)
        {
            isFaulted = true;
            if (thread.LastStatus.CountsAgainstReader)
            {
                ladder.Faulted();
            }

            throw;
        }
    }

    /// <remarks>
    /// By the event counter that the watching thread saw last, which costs no call to the daemon. Nothing older gets through: the daemon refuses every command
    /// on a connection whose card has left, so all answers are of the card that was connected.
    /// </remarks>
    public ValueTask<bool> IsSamePresenceAsync(CancellationToken cancellationToken) => ValueTask.FromResult(!isDisposed && isPresent(arrival));

    /// <summary>Resets the card after the answer is returned, because the member is waiting; the next conversation follows the reset.</summary>
    public void Dispose()
    {
        isDisposed = true;
        thread.CallBehind("SCardDisconnect", End, options.DisconnectDeadline);
    }

    // Never LEAVE: the applet's state would survive until the next connection. RESET rather than UNPOWER after success: some readers
    // report the same card as a new one after UNPOWER.
    private bool End(PcscCard card)
    {
        if (isFaulted)
        {
            card.Dispose();
        }
        else
        {
            card.Disconnect(PcscNative.SCARD_RESET_CARD);
        }

        return true;
    }
}
