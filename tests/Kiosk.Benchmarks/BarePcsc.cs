using System.Runtime.InteropServices;

namespace Kiosk.Benchmarks;

/// <summary>The yardstick for a tap: connect, send the given APDUs, disconnect, through the same daemon and with nothing else.</summary>
internal sealed partial class BarePcsc : IDisposable
{
    private const string Library = "libpcsclite.so.1";
    private const nuint ScopeSystem = 2;
    private const nuint ShareExclusive = 1;
    private const nuint AnyProtocol = 3;
    private const nuint ResetCard = 1;

    private readonly nint context;
    private readonly string reader;

    public BarePcsc(string reader)
    {
        this.reader = reader;
        Check(SCardEstablishContext(ScopeSystem, 0, 0, out context));
    }

    /// <returns>The last response.</returns>
    public byte[] Exchange(IReadOnlyList<byte[]> commands)
    {
        Check(SCardConnect(context, reader, ShareExclusive, AnyProtocol, out var card, out var protocol));
        var request = new IoRequest { Protocol = protocol, Length = (nuint)Marshal.SizeOf<IoRequest>() };
        var response = new byte[65538];
        var length = (nuint)0;
        foreach (var command in commands)
        {
            length = (nuint)response.Length;
            Check(SCardTransmit(card, ref request, command, (nuint)command.Length, 0, response, ref length));
        }

        Check(SCardDisconnect(card, ResetCard));
        return response[..(int)length];
    }

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
