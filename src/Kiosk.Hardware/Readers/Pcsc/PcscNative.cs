using System.Runtime.InteropServices;

namespace Kiosk.Hardware.Readers.Pcsc;

/// <summary>libpcsclite as winscard.h declares it: LONG and DWORD are as wide as a C long on Linux.</summary>
internal static unsafe partial class PcscNative
{
    public const string Library = "libpcsclite.so.1";

    public const nuint SCARD_SCOPE_SYSTEM = 2;
    public const nuint SCARD_SHARE_EXCLUSIVE = 1;
    public const nuint SCARD_SHARE_DIRECT = 3;
    public const nuint SCARD_PROTOCOL_UNDEFINED = 0;
    public const nuint SCARD_PROTOCOL_T0 = 1;
    public const nuint SCARD_PROTOCOL_T1 = 2;
    public const nuint SCARD_LEAVE_CARD = 0;
    public const nuint SCARD_RESET_CARD = 1;
    public const nuint SCARD_UNPOWER_CARD = 2;

    public const uint SCARD_STATE_UNAWARE = 0x0000;
    public const uint SCARD_STATE_CHANGED = 0x0002;
    public const uint SCARD_STATE_UNKNOWN = 0x0004;
    public const uint SCARD_STATE_UNAVAILABLE = 0x0008;
    public const uint SCARD_STATE_PRESENT = 0x0020;

    public const nuint SCARD_ATTR_VENDOR_IFD_SERIAL_NO = 0x00010103;
    public const nuint CM_IOCTL_GET_FEATURE_REQUEST = 0x42000D48;
    public const int MAX_ATR_SIZE = 33;

    /// <summary>Maximum response APDU: 65,536 bytes of data and the status word.</summary>
    public const int MaxResponse = 65536 + 2;

    [StructLayout(LayoutKind.Sequential)]
    internal struct SCARD_READERSTATE
    {
        public nint szReader;
        public nint pvUserData;
        public nuint dwCurrentState;
        public nuint dwEventState;
        public nuint cbAtr;
        public fixed byte rgbAtr[MAX_ATR_SIZE];
    }

    [StructLayout(LayoutKind.Sequential)]
    internal struct SCARD_IO_REQUEST
    {
        public nuint dwProtocol;
        public nuint cbPciLength;
    }

    [LibraryImport(Library)]
    internal static partial nint SCardEstablishContext(nuint dwScope, nint pvReserved1, nint pvReserved2, out nint phContext);

    [LibraryImport(Library)]
    internal static partial nint SCardReleaseContext(nint hContext);

    [LibraryImport(Library)]
    internal static partial nint SCardListReaders(PcscContext hContext, nint mszGroups, [Out] byte[] mszReaders, ref nuint pcchReaders);

    [LibraryImport(Library)]
    internal static partial nint SCardGetStatusChange(PcscContext hContext, nuint dwTimeout, [In, Out] SCARD_READERSTATE[] rgReaderStates, nuint cReaders);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint SCardConnect(
        PcscContext hContext, string szReader, nuint dwShareMode, nuint dwPreferredProtocols, out nint phCard, out nuint pdwActiveProtocol);

    [LibraryImport(Library)]
    internal static partial nint SCardDisconnect(nint hCard, nuint dwDisposition);

    [LibraryImport(Library)]
    internal static partial nint SCardTransmit(
        nint hCard, in SCARD_IO_REQUEST pioSendPci, byte[] pbSendBuffer, nuint cbSendLength, nint pioRecvPci, [Out] byte[] pbRecvBuffer, ref nuint pcbRecvLength);

    [LibraryImport(Library)]
    internal static partial nint SCardControl(
        nint hCard, nuint dwControlCode, nint pbSendBuffer, nuint cbSendLength, [Out] byte[] pbRecvBuffer, nuint cbRecvLength, out nuint lpBytesReturned);

    [LibraryImport(Library)]
    internal static partial nint SCardGetAttrib(nint hCard, nuint dwAttrId, [Out] byte[] pbAttr, ref nuint pcbAttrLen);
}
