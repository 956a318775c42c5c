using Kiosk.Ui.Rendering.Layouts;

namespace Kiosk.Ui.Rendering.Cairo;

/// <summary>Encodes short texts as QR codes, with medium error correction.</summary>
internal static unsafe class QrEncoder
{
    /// <summary>Bytes; longer ones would have modules too small for a telephone.</summary>
    private const int GreatestLength = 200;

    /// <returns>Null where the library is missing or the text too long: what is encoded always stands beside it in words.</returns>
    public static QrMatrix? TryEncode(string text)
    {
        if (text.Length is 0 or > GreatestLength || text.Contains('\0', StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            var code = QrencodeNative.QRcode_encodeString(text, version: 0, QrencodeNative.QR_ECLEVEL_M, QrencodeNative.QR_MODE_8, casesensitive: 1);
            if (code is null)
            {
                return null;
            }

            var modules = new bool[code->width * code->width];
            for (var at = 0; at < modules.Length; at++)
            {
                // The lowest bit tells dark from light; the others tell what the module is for.
                modules[at] = (code->data[at] & 1) != 0;
            }

            var matrix = new QrMatrix(code->width, modules);
            QrencodeNative.QRcode_free(code);
            return matrix;
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }
    }
}
