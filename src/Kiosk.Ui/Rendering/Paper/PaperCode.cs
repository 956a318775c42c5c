using Kiosk.Ui.Rendering.Pictures;

namespace Kiosk.Ui.Rendering.Paper;

/// <summary>A QR code on paper.</summary>
internal static class PaperCode
{
    /// <param name="side">Of the code without its quiet zone, in points.</param>
    public static void Place(PaperDocument paper, QrMatrix matrix, double left, double top, double side)
    {
        var module = side / matrix.Side;
        for (var y = 0; y < matrix.Side; y++)
        {
            for (var x = 0; x < matrix.Side; x++)
            {
                if (matrix.IsDark(x, y))
                {
                    paper.Fill(left + (x * module), top + (y * module), module, module);
                }
            }
        }
    }
}
