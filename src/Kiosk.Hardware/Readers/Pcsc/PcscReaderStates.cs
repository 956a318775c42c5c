using System.Runtime.InteropServices;
using Kiosk.Cards.Iso7816;

namespace Kiosk.Hardware.Readers.Pcsc;

/// <summary>The array that SCardGetStatusChange reads and writes, with the C strings it points to. Used by one thread.</summary>
internal sealed class PcscReaderStates : IDisposable
{
    private readonly PcscNative.SCARD_READERSTATE[] states;

    /// <summary>All states start as SCARD_STATE_UNAWARE, so the first wait returns immediately.</summary>
    public PcscReaderStates(IReadOnlyList<string> readers)
    {
        Readers = readers;
        states = new PcscNative.SCARD_READERSTATE[readers.Count];
        for (var i = 0; i < states.Length; i++)
        {
            states[i].szReader = Marshal.StringToCoTaskMemUTF8(readers[i]);
        }
    }

    public IReadOnlyList<string> Readers { get; }

    /// <summary>Waits for a change since the last wait.</summary>
    public PcscStatus Wait(PcscContext context, TimeSpan timeout)
    {
        for (var i = 0; i < states.Length; i++)
        {
            // The high word is passed back unchanged: the event counter of a reader, the list counter of the pseudo reader.
            states[i].dwCurrentState = states[i].dwEventState & ~(nuint)PcscNative.SCARD_STATE_CHANGED;
        }

        return Read(context, timeout);
    }

    /// <summary>Reads the current states. Without an earlier state to compare with, the library skips its sleep of one millisecond.</summary>
    public PcscStatus Look(PcscContext context)
    {
        for (var i = 0; i < states.Length; i++)
        {
            states[i].dwCurrentState = PcscNative.SCARD_STATE_UNAWARE;
        }

        return Read(context, TimeSpan.Zero);
    }

    public PcscReaderState this[int index] => new((uint)(states[index].dwEventState & 0xFFFFFFFF));

    public unsafe AnswerToReset AnswerToReset(int index)
    {
        fixed (byte* atr = states[index].rgbAtr)
        {
            var length = (int)nuint.Min(states[index].cbAtr, PcscNative.MAX_ATR_SIZE);
            return new AnswerToReset(new ReadOnlySpan<byte>(atr, length).ToArray());
        }
    }

    public void Dispose()
    {
        for (var i = 0; i < states.Length; i++)
        {
            Marshal.FreeCoTaskMem(states[i].szReader);
            states[i].szReader = 0;
        }
    }

    private PcscStatus Read(PcscContext context, TimeSpan timeout) =>
        PcscStatus.Of(PcscNative.SCardGetStatusChange(context, (nuint)timeout.TotalMilliseconds, states, (nuint)states.Length));
}

/// <summary>One reader's dwEventState.</summary>
internal readonly record struct PcscReaderState(uint Value)
{
    public bool IsChanged => (Value & PcscNative.SCARD_STATE_CHANGED) != 0;

    public bool IsReaderMissing => (Value & (PcscNative.SCARD_STATE_UNKNOWN | PcscNative.SCARD_STATE_UNAVAILABLE)) != 0;

    public bool IsCardPresent => !IsReaderMissing && (Value & PcscNative.SCARD_STATE_PRESENT) != 0;

    /// <summary>Counts insertions and removals, modulo 65,536.</summary>
    public ushort EventCounter => (ushort)(Value >> 16);
}
