using System.Runtime.InteropServices;
using Kiosk.Hardware.Displays;

namespace Kiosk.Hardware.Tests.Displays;

public sealed class PixelRotationTests
{
    // Two rows of three, and a fourth pixel of padding that must never be seen.
    private static readonly uint[] Source = [1, 2, 3, 99, 4, 5, 6, 99];

    [Theory]
    [InlineData(Rotation.None, 3, 2, new uint[] { 1, 2, 3, 4, 5, 6 })]
    [InlineData(Rotation.Quarter, 2, 3, new uint[] { 4, 1, 5, 2, 6, 3 })]
    [InlineData(Rotation.Half, 3, 2, new uint[] { 6, 5, 4, 3, 2, 1 })]
    [InlineData(Rotation.ThreeQuarters, 2, 3, new uint[] { 3, 6, 2, 5, 1, 4 })]
    public void A_picture_is_turned_clockwise(Rotation rotation, int width, int height, uint[] expected)
    {
        var target = new uint[width * height];

        Copy(target, width, height, rotation);

        Assert.Equal(expected, target);
    }

    [Theory]
    [InlineData(Rotation.None, new uint[] { 1, 2, 0, 4, 5, 0 })]
    [InlineData(Rotation.Half, new uint[] { 6, 5, 0, 3, 2, 0 })]
    public void What_does_not_fit_is_left_out_and_what_is_left_over_stays(Rotation rotation, uint[] expected)
    {
        // Two columns of the target are the panel; the third is its stride.
        var target = new uint[6];

        PixelRotation.Copy(MemoryMarshal.AsBytes<uint>(Source), 3, 2, 16, MemoryMarshal.AsBytes(target.AsSpan()), 2, 2, 12, rotation);

        Assert.Equal(expected, target);
    }

    private static void Copy(uint[] target, int width, int height, Rotation rotation) =>
        PixelRotation.Copy(MemoryMarshal.AsBytes<uint>(Source), 3, 2, 16, MemoryMarshal.AsBytes(target.AsSpan()), width, height, width * 4, rotation);
}
