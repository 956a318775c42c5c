using Kiosk.Hardware.Displays;
using Kiosk.Hardware.Input;

namespace Kiosk.Hardware.Tests.Input;

public sealed class TouchCalibrationTests
{
    [Theory]
    [InlineData(Rotation.None, 100, 50)]
    [InlineData(Rotation.Quarter, 100, 359)]
    [InlineData(Rotation.Half, 699, 429)]
    [InlineData(Rotation.ThreeQuarters, 699, 120)]
    public void A_finger_is_turned_back_from_the_panel_to_the_picture(Rotation rotation, int x, int y)
    {
        var calibration = TouchCalibration.TryParse("", rotation)!;
        // A finger at pixel (100, 50) of the panel where it is not turned; at a fixed part of each side where it is.
        var (right, down) = rotation is Rotation.Quarter or Rotation.ThreeQuarters ? (120.5 / 480, 100.5 / 800) : (100.5 / 800, 50.5 / 480);

        Assert.Equal((x, y), calibration.ToPixel(right, down, 800, 480));
    }

    [Fact]
    public void A_matrix_corrects_before_the_picture_is_turned_back()
    {
        var mirrored = TouchCalibration.TryParse("-1 0 1 0 0.5 0.25", Rotation.None)!;

        Assert.Equal((699, 240), mirrored.ToPixel(100.5 / 800, 240.5 / 480, 800, 480));
    }

    [Theory]
    [InlineData(-0.5, 2.0, 0, 479)]
    [InlineData(1.0, 1.0, 799, 479)]
    public void A_finger_beyond_the_edge_is_on_the_edge(double right, double down, int x, int y) =>
        Assert.Equal((x, y), TouchCalibration.TryParse("1 0 0 0 1 0", Rotation.None)!.ToPixel(right, down, 800, 480));

    [Theory]
    [InlineData("1 0 0 0 1")]
    [InlineData("1 0 0 0 1 0 0")]
    [InlineData("1 0 0 0 1 x")]
    [InlineData("1 0 0 0 1 NaN")]
    public void Anything_but_six_numbers_is_no_matrix(string matrix) => Assert.Null(TouchCalibration.TryParse(matrix, Rotation.None));
}
