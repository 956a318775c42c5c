using QRCoder;

namespace Kiosk.Ui.Rendering.Pictures;

/// <summary>The modules of a QR code (ISO/IEC 18004) without the quiet zone.</summary>
/// <param name="Side">Modules a side.</param>
/// <param name="Modules">Row by row; true is dark.</param>
internal sealed record QrMatrix(int Side, IReadOnlyList<bool> Modules)
{
    /// <summary>Modules of quiet zone that a reader needs on each side.</summary>
    public const int QuietZone = 4;

    /// <summary>Characters; longer texts would have modules too small for a telephone.</summary>
    private const int MaxLength = 200;

    public bool IsDark(int x, int y) => Modules[(y * Side) + x];

    /// <summary>Encodes a short text with medium error correction.</summary>
    /// <returns>Null where the text is too long: what is encoded always stands beside it in words.</returns>
    public static QrMatrix? TryEncode(string text)
    {
        if (text.Length is 0 or > MaxLength)
        {
            return null;
        }

        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M, forceUtf8: true);
        // QRCoder draws the quiet zone too.
        var rows = code.ModuleMatrix[QuietZone..^QuietZone];
        return new(rows.Count, [.. rows.SelectMany(row => Enumerable.Range(QuietZone, rows.Count).Select(x => row[x]))]);
    }
}
