using Kiosk.Cards;
using Kiosk.Cards.Iso7816;
using Kiosk.Hardware.Devices;

namespace Kiosk.Hardware.Readers.Pn532;

/// <summary>The card of one presence during one conversation. After a failed command all later ones fail, because the card would have to be reactivated.</summary>
internal sealed class Pn532Connection(Pn532Thread thread, CardArrival arrival, CancellationToken stopping) : ICardConnection
{
    private const int StatusWordLength = 2;

    private bool isClosed;
    private bool hasFailed;

    public AnswerToReset AnswerToReset => arrival.AnswerToReset;

    /// <summary>The failure of the wire to the chip, or null.</summary>
    public DeviceException? WireFailure { get; private set; }

    public async ValueTask<ReadOnlyMemory<byte>> TransmitAsync(ReadOnlyMemory<byte> command, TimeSpan deadline, CancellationToken cancellationToken) =>
        await thread.CallAsync(field => Transmit(field, command, deadline, cancellationToken));

    public async ValueTask<bool> IsSamePresenceAsync(CancellationToken cancellationToken) =>
        await thread.CallAsync(field => !isClosed && !hasFailed && IsThere(field, cancellationToken));

    public void Close() => isClosed = true;

    private ReadOnlyMemory<byte> Transmit(Pn532Field field, ReadOnlyMemory<byte> command, TimeSpan deadline, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(isClosed, this);
        if (hasFailed)
        {
            throw new CardFaultException("The card was given up after a command that failed.");
        }

        hasFailed = true;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stopping);
        try
        {
            var (status, response) = field.Chip.Carry(field.Target, command, deadline, either.Token);
            if (!status.IsSuccess || response.Length < StatusWordLength)
            {
                throw field.CauseOf(status, response.Length, either.Token);
            }

            hasFailed = false;
            return response;
        }
        catch (TimeoutException exception)
        {
            throw new CardTimeoutException($"The card did not answer within {deadline.TotalMilliseconds:0} ms.", exception);
        }
        catch (Pn532ExchangeException exception)
        {
            throw new CardFaultException(exception.Message, exception);
        }
        catch (DeviceException exception)
        {
            WireFailure = exception;
            throw new CardFaultException(exception.Message, exception);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CardFaultException("The reader was closed.", exception);
        }
    }

    private bool IsThere(Pn532Field field, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stopping);
        try
        {
            return field.Chip.IsThere(field.Target, either.Token);
        }
        catch (DeviceException exception)
        {
            WireFailure = exception;
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
