using System.Runtime.InteropServices;

namespace Kiosk.Ui.Rendering.Cairo;

/// <summary>libqrencode, with the names of qrencode.h.</summary>
internal static unsafe partial class QrencodeNative
{
    public const int QR_ECLEVEL_M = 1;
    public const int QR_MODE_8 = 2;

    private const string Library = "libqrencode.so.4";

    [StructLayout(LayoutKind.Sequential)]
    internal struct QRcode
    {
        public int version;
        public int width;
        public byte* data;
    }

    /// <returns>Null with errno set when the text does not fit or memory is short.</returns>
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial QRcode* QRcode_encodeString(string @string, int version, int level, int hint, int casesensitive);

    [LibraryImport(Library)]
    internal static partial void QRcode_free(QRcode* qrcode);
}
