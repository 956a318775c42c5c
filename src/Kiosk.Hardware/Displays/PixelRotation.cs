using System.Runtime.InteropServices;

namespace Kiosk.Hardware.Displays;

/// <summary>Copies 32-bit pictures, turned.</summary>
internal static class PixelRotation
{
    /// <summary>Copies the part of the source that fits; the rest of the target stays as it is.</summary>
    /// <param name="source">Rows of 32-bit pixels.</param>
    /// <param name="width">Of the source in pixels; turned by a quarter it becomes the height.</param>
    /// <param name="sourceStride">Bytes a row, a multiple of 4.</param>
    /// <param name="targetWidth">In pixels.</param>
    /// <param name="targetStride">Bytes a row, a multiple of 4.</param>
    public static void Copy(
        ReadOnlySpan<byte> source, int width, int height, int sourceStride, Span<byte> target, int targetWidth, int targetHeight, int targetStride, Rotation rotation)
    {
        var from = MemoryMarshal.Cast<byte, uint>(source);
        var to = MemoryMarshal.Cast<byte, uint>(target);
        var (fromStride, toStride) = (sourceStride / sizeof(uint), targetStride / sizeof(uint));
        var (turnedWidth, turnedHeight) = rotation is Rotation.Quarter or Rotation.ThreeQuarters ? (height, width) : (width, height);
        var (columns, rows) = (Math.Min(turnedWidth, targetWidth), Math.Min(turnedHeight, targetHeight));
        for (var y = 0; y < rows; y++)
        {
            var line = to.Slice(y * toStride, columns);
            switch (rotation)
            {
                case Rotation.Quarter:
                    CopyStrided(from, ((height - 1) * fromStride) + y, -fromStride, line);
                    break;
                case Rotation.Half:
                    CopyStrided(from, ((height - 1 - y) * fromStride) + width - 1, -1, line);
                    break;
                case Rotation.ThreeQuarters:
                    CopyStrided(from, width - 1 - y, fromStride, line);
                    break;
                default:
                    from.Slice(y * fromStride, columns).CopyTo(line);
                    break;
            }
        }
    }

    private static void CopyStrided(ReadOnlySpan<uint> from, int start, int step, Span<uint> line)
    {
        for (var x = 0; x < line.Length; x++)
        {
            line[x] = from[start + (x * step)];
        }
    }
}
