using System.Buffers;
using QRCoder;

namespace Kiosk.Ui.Rendering.Pictures;

/// <summary>The modules of a QR code (ISO/IEC 18004) without the quiet zone.</summary>
/// <param name="Side">Modules per side.</param>
/// <param name="Modules">Row by row; true means dark.</param>
internal sealed record QrMatrix(int Side, IReadOnlyList<bool> Modules)
{
    /// <summary>Width of the quiet zone in modules.</summary>
    public const int QuietZone = 4;

    /// <summary>In characters; the modules of a longer text would be too small to scan with a phone.</summary>
    private const int MaxLength = 440;

    // ISO/IEC 18004, table 5.
    private static readonly SearchValues<char> Alphanumeric = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:");

    public bool IsDark(int x, int y) => Modules[(y * Side) + x];

    /// <summary>Encodes a short text with medium error correction; one of capitals, digits and <c>$%*+-./:</c> and space takes fewer modules.</summary>
    /// <returns>Null if the text is too long, which is acceptable: it is always printed beside the code.</returns>
    public static QrMatrix? TryEncode(string text)
    {
        if (text.Length is 0 or > MaxLength)
        {
            return null;
        }

        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M, forceUtf8: text.AsSpan().ContainsAnyExcept(Alphanumeric));
        // QRCoder includes the quiet zone.
        var rows = code.ModuleMatrix[QuietZone..^QuietZone];
        return new(rows.Count, [.. rows.SelectMany(row => Enumerable.Range(QuietZone, rows.Count).Select(x => row[x]))]);
    }
}
