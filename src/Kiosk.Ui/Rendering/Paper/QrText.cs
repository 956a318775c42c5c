using System.Text;
using QRCoder;

namespace Kiosk.Ui.Rendering.Paper;

/// <summary>A QR code (ISO/IEC 18004) in half blocks, two rows of modules a line: light modules are drawn, for terminals with a dark background.</summary>
public static class QrText
{
    /// <returns>Lines, each with its newline.</returns>
    public static string Of(string text)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.L, forceUtf8: true);
        var rows = code.ModuleMatrix;
        var lines = new StringBuilder();
        for (var y = 0; y < rows.Count; y += 2)
        {
            for (var x = 0; x < rows.Count; x++)
            {
                lines.Append((!rows[y][x], y + 1 >= rows.Count || !rows[y + 1][x]) switch
                {
                    (true, true) => '█',
                    (true, false) => '▀',
                    (false, true) => '▄',
                    _ => ' ',
                });
            }

            lines.Append('\n');
        }

        return lines.ToString();
    }
}
