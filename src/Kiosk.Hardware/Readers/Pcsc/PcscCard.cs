using Kiosk.Cards;
using Kiosk.Cards.Iso7816;
using static Kiosk.Hardware.Readers.Pcsc.PcscNative;

namespace Kiosk.Hardware.Readers.Pcsc;

/// <summary>
/// The native calls on one card, each of which may block without limit. Lives on one <see cref="PcscCardThread"/>. The handle has no SafeHandle:
/// a finalizer that disconnects could hang the finalizer thread.
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

    /// <summary>What the last native call returned.</summary>
    public PcscStatus LastStatus { get; private set; }

    /// <summary>
    /// Connects in exclusive mode: a second program could otherwise select, reset or lock the card between two of our commands. Whether it is the card
    /// that arrived is asked once, behind the last command: the event counter never runs backwards.
    /// </summary>
    /// <exception cref="CardException">The card left, stays mute, or the reader failed.</exception>
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

        // A card torn away in mid-command is reported as success with no bytes.
        if (length < 2)
        {
            throw new CardRemovedException($"The card left {reader}: SCardTransmit returned {length} bytes.");
        }

        // The buffer outlives the tap, and what a card said must not.
        var answer = response.AsSpan(0, (int)length).ToArray();
        response.AsSpan(0, (int)length).Clear();
        return answer;
    }

    /// <summary>The daemon's view of the reader at this moment, or null when it cannot be had.</summary>
    public PcscReaderState? CurrentState()
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

    /// <summary>Ends the connection; errors in teardown are ignored.</summary>
    public void Disconnect(nuint disposition)
    {
        if (handle != 0)
        {
            _ = SCardDisconnect(handle, disposition);
            handle = 0;
        }
    }

    /// <summary>The first rung of recovery: takes the power off the card and forgets the context.</summary>
    public void Dispose()
    {
        Disconnect(SCARD_UNPOWER_CARD);
        ReleaseContext();
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
