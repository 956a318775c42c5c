using System.Globalization;
using Kiosk.Hardware.Displays;

namespace Kiosk.Hardware.Input;

/// <summary>
/// Converts a panel's raw coordinates to pixels: scales to 0…1, applies a 2×3 matrix in libinput's notation ("1 0 0 0 1 0" is the identity; "-1 0 1 0 1 0" mirrors
/// left and right), then undoes the panel's rotation.
/// </summary>
public sealed record TouchCalibration
{
    private const int Terms = 6;

    private readonly double[] matrix;
    private readonly Rotation rotation;

    private TouchCalibration(double[] matrix, Rotation rotation) => (this.matrix, this.rotation) = (matrix, rotation);

    /// <param name="matrix">Six numbers separated by spaces; empty for the identity.</param>
    /// <param name="rotation">The rotation of pictures on the panel.</param>
    /// <returns>Null if these are not six numbers.</returns>
    public static TouchCalibration? TryParse(string matrix, Rotation rotation)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        var words = matrix.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
        {
            return new([1, 0, 0, 0, 1, 0], rotation);
        }

        var terms = new double[Terms];
        return words.Length == Terms && !words.Where((word, at) =>
            !double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out terms[at]) || !double.IsFinite(terms[at])).Any()
            ? new(terms, rotation)
            : null;
    }

    /// <param name="x">Between 0 at the panel's left and 1 at its right.</param>
    /// <param name="y">Between 0 at the panel's top and 1 at its bottom.</param>
    /// <param name="width">Width of the unrotated picture, in pixels.</param>
    /// <returns>A pixel of the picture, clamped to its edges.</returns>
    public (int X, int Y) ToPixel(double x, double y, int width, int height)
    {
        var right = (matrix[0] * x) + (matrix[1] * y) + matrix[2];
        var down = (matrix[3] * x) + (matrix[4] * y) + matrix[5];
        var (across, along) = rotation switch
        {
            Rotation.Quarter => (down, 1 - right),
            Rotation.Half => (1 - right, 1 - down),
            Rotation.ThreeQuarters => (1 - down, right),
            _ => (right, down),
        };
        return (Pixel(across, width), Pixel(along, height));
    }

    private static int Pixel(double part, int length) => (int)Math.Clamp(Math.Floor(part * length), 0, length - 1);
}
