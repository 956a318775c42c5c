using Kiosk.Ui.Rendering.Pictures;

namespace Kiosk.Ui.Tests.Rendering.Pictures;

public sealed class ColourTests
{
    [Theory]
    [InlineData(0x000000, 0xFFFFFF, 21)]
    [InlineData(0x777777, 0xFFFFFF, 4.48)]
    [InlineData(0xFFFFFF, 0xFFBF00, 1.65)]
    [InlineData(0x123456, 0x123456, 1)]
    public void Contrast_is_computed_as_in_WCAG(int one, int other, double ratio) =>
        Assert.Equal(ratio, Colour.Of(one).ContrastTo(Colour.Of(other)), 0.01);
}
