using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Kiosk.Benchmarks;

/// <summary>The baseline for a tap: connects and sends the given APDUs through the same daemon, nothing else.</summary>
internal sealed partial class BarePcsc : IDisposable
{
    private const string Library = "libpcsclite.so.1";
    private const nuint ScopeSystem = 2;
    private const nuint ShareExclusive = 1;
    private const nuint AnyProtocol = 3;
    private const nuint ResetCard = 1;
    private const uint SharingViolation = 0x8010000B;

    /// <summary>The terminal resets the card shortly after the answer. Polling during that time would load daemon and CPU before one loop but not before the other.</summary>
    private static readonly TimeSpan UntilReset = TimeSpan.FromMilliseconds(5);

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    private readonly nint context;
    private readonly string reader;
    private readonly byte[] response = new byte[65538];
    private nint card;
    private nuint protocol;

    public BarePcsc(string reader)
    {
        this.reader = reader;
        Check(SCardEstablishContext(ScopeSystem, 0, 0, out context));
    }

    /// <summary>
    /// Pauses, waits until the card is free, and leaves the daemon awake. Called before each of the two loops, so that both start from the same state.
    /// </summary>
    public void WaitUntilFree()
    {
        Thread.Sleep(UntilReset);
        var begun = Stopwatch.GetTimestamp();
        var status = SCardConnect(context, reader, ShareExclusive, AnyProtocol, out card, out protocol);
        while ((uint)(status & uint.MaxValue) == SharingViolation && Stopwatch.GetElapsedTime(begun) < Timeout)
        {
            Thread.Sleep(0);
            status = SCardConnect(context, reader, ShareExclusive, AnyProtocol, out card, out protocol);
        }

        Check(status);
        Disconnect();
    }

    /// <summary>Connects and sends the commands; the last must succeed.</summary>
    public void Exchange(IReadOnlyList<byte[]> commands)
    {
        Check(SCardConnect(context, reader, ShareExclusive, AnyProtocol, out card, out protocol));
        var request = new IoRequest { Protocol = protocol, Length = (nuint)Marshal.SizeOf<IoRequest>() };
        var length = (nuint)0;
        foreach (var command in commands)
        {
            length = (nuint)response.Length;
            Check(SCardTransmit(card, ref request, command, (nuint)command.Length, 0, response, ref length));
        }

        if (response.AsSpan(0, (int)length) is not [.., 0x90, 0x00])
        {
            throw new InvalidOperationException("The bare loop's last command was refused.");
        }
    }

    public void Disconnect() => Check(SCardDisconnect(card, ResetCard));

    public void Dispose() => _ = SCardReleaseContext(context);

    private static void Check(nint status)
    {
        if (status != 0)
        {
            throw new IOException($"PC/SC answered {status:X8}.");
        }
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct IoRequest
    {
        public nuint Protocol;
        public nuint Length;
    }

    [LibraryImport(Library)]
    private static partial nint SCardEstablishContext(nuint scope, nint reserved1, nint reserved2, out nint context);

    [LibraryImport(Library)]
    private static partial nint SCardReleaseContext(nint context);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint SCardConnect(nint context, string reader, nuint shareMode, nuint preferredProtocols, out nint card, out nuint activeProtocol);

    [LibraryImport(Library)]
    private static partial nint SCardTransmit(nint card, ref IoRequest sendPci, byte[] sendBuffer, nuint sendLength, nint receivePci, [Out] byte[] receiveBuffer, ref nuint receiveLength);

    [LibraryImport(Library)]
    private static partial nint SCardDisconnect(nint card, nuint disposition);
}
