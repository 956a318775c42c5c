using Kiosk.Cards;
using Kiosk.Cards.Iso7816;
using static Kiosk.Hardware.Readers.Pcsc.PcscNative;

namespace Kiosk.Hardware.Readers.Pcsc;

/// <summary>
/// The native calls on one card, each of which may block indefinitely. Used on one <see cref="PcscCardThread"/>. The handle is not a SafeHandle:
/// disconnecting could hang the finalizer thread.
/// </summary>
internal sealed class PcscCard(PcscReaderOptions options, TimeProvider time, WaitHandle abandoned) : IDisposable
{
    private static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(50);

    private readonly byte[] response = new byte[MaxResponse];
    private PcscContext? context;
    private PcscReaderStates? states;
    private nint handle;
    private nuint protocol;
    private string reader = "";

    /// <summary>The last native call's return code.</summary>
    public PcscStatus LastStatus { get; private set; }

    /// <summary>
    /// Connects in exclusive mode: a second program could otherwise select, reset or lock the card between two of our commands. Whether it is the card
    /// that arrived is asked once, after the last command: the event counter only increases.
    /// </summary>
    /// <exception cref="CardException">The card left or is mute, or the reader failed.</exception>
    public void Connect(CardArrival arrival)
    {
        Disconnect(SCARD_RESET_CARD);
        reader = arrival.Reader;
        var started = time.GetTimestamp();
        var (mayRenewContext, mayReset) = (true, true);
        while (true)
        {
            LastStatus = TryConnect();
            switch (LastStatus.Remedy)
            {
                case PcscRemedy.None:
                    return;
                case PcscRemedy.NewContext when mayRenewContext:
                    mayRenewContext = false;
                    ReleaseContext();
                    continue;
                case PcscRemedy.ResetOnce when mayReset:
                    mayReset = false;
                    ResetNegotiatedProtocol();
                    continue;
                case PcscRemedy.NameHolder or PcscRemedy.RetrySoon when time.GetElapsedTime(started) < options.SharingTimeout && !abandoned.WaitOne(RetryPause):
                    continue;
                default:
                    throw CauseOf("SCardConnect");
            }
        }
    }

    /// <returns>The response APDU, at least two bytes.</returns>
    /// <exception cref="CardException">The card left, or the reader failed.</exception>
    public ReadOnlyMemory<byte> Transmit(byte[] command)
    {
        var length = (nuint)response.Length;
        unsafe
        {
            var pci = new SCARD_IO_REQUEST { dwProtocol = protocol, cbPciLength = (nuint)sizeof(SCARD_IO_REQUEST) };
            LastStatus = PcscStatus.Of(SCardTransmit(handle, pci, command, (nuint)command.Length, 0, response, ref length));
        }

        if (!LastStatus.IsSuccess)
        {
            throw CauseOf("SCardTransmit");
        }

        // Removal during a command is reported as success with no bytes.
        if (length < 2)
        {
            throw new CardRemovedException($"The card left {reader}: SCardTransmit returned {length} bytes.");
        }

        // The buffer outlives the tap; the card's data must not.
        var answer = response.AsSpan(0, (int)length).ToArray();
        response.AsSpan(0, (int)length).Clear();
        return answer;
    }

    /// <summary>Closes the connection; errors are ignored.</summary>
    public void Disconnect(nuint disposition)
    {
        if (handle != 0)
        {
            _ = SCardDisconnect(handle, disposition);
            handle = 0;
        }
    }

    /// <summary>The first step of recovery: powers the card off and releases the context.</summary>
    public void Dispose()
    {
        Disconnect(SCARD_UNPOWER_CARD);
        ReleaseContext();
    }

    /// <summary>The daemon's current view of the reader; null if not available.</summary>
    private PcscReaderState? CurrentState()
    {
        if (context is null)
        {
            return null;
        }

        if (states is null || states.Readers[0] != reader)
        {
            states?.Dispose();
            states = new PcscReaderStates([reader]);
        }

        return states.Look(context).IsSuccess ? states[0] : null;
    }

    private PcscStatus TryConnect()
    {
        if (context is null)
        {
            var status = PcscContext.Establish(out context);
            if (!status.IsSuccess)
            {
                return status;
            }
        }

        return PcscStatus.Of(SCardConnect(context!, reader, SCARD_SHARE_EXCLUSIVE, SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1, out handle, out protocol));
    }

    private void ResetNegotiatedProtocol()
    {
        var status = PcscStatus.Of(SCardConnect(context!, reader, SCARD_SHARE_DIRECT, SCARD_PROTOCOL_UNDEFINED, out var direct, out _));
        if (status.IsSuccess)
        {
            _ = SCardDisconnect(direct, SCARD_RESET_CARD);
        }
    }

    private CardException CauseOf(string call)
    {
        var status = LastStatus;
        if (status.Remedy == PcscRemedy.CheckPresence && CurrentState() is not { IsCardPresent: true })
        {
            return new CardRemovedException($"The card left {reader}: {call} returned {status}.");
        }

        if (status.Remedy == PcscRemedy.NewContext)
        {
            handle = 0;
            ReleaseContext();
        }

        return status.ToException(call, reader);
    }

    private void ReleaseContext()
    {
        states?.Dispose();
        states = null;
        context?.Dispose();
        context = null;
    }
}
