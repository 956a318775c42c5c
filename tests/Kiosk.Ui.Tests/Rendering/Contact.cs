using Kiosk.Ui.Rendering.Pictures;

namespace Kiosk.Ui.Tests.Rendering;

/// <summary>Combines several small pictures side by side into a large one.</summary>
internal static class Contact
{
    private const int Columns = 4;
    private const int Gap = 8;

    public static Picture Sheet(IReadOnlyList<MonoPicture> pictures)
    {
        var rows = (pictures.Count + Columns - 1) / Columns;
        var (width, height) = (Columns * (MonoPicture.Width + Gap), rows * (MonoPicture.Height + Gap));
        var pixels = new byte[width * height * Picture.BytesPerPixel];
        pixels.AsSpan().Fill(0x50);
        foreach (var (at, picture) in pictures.Index())
        {
            for (var y = 0; y < MonoPicture.Height; y++)
            {
                for (var x = 0; x < MonoPicture.Width; x++)
                {
                    var pixel = ((((at / Columns) * (MonoPicture.Height + Gap)) + y) * width) + ((at % Columns) * (MonoPicture.Width + Gap)) + x;
                    pixels.AsSpan(pixel * Picture.BytesPerPixel, 3).Fill(picture.IsLit(x, y) ? (byte)0xFF : (byte)0);
                }
            }
        }

        return new Picture(width, height, pixels);
    }
}
