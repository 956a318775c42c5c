using System.ComponentModel.DataAnnotations;
using Kiosk.Service.Configuration;
using Kiosk.Service.Devices;
using Kiosk.Ui.Rendering.Layouts;
using Kiosk.Ui.Rendering.Pictures;
using Kiosk.Ui.Wording;
using Kiosk.Words;

namespace Kiosk.Service.Tests.Configuration;

public sealed class DisplayOptionsTests
{
    [Theory]
    [InlineData("800x480", 800, 480)]
    [InlineData("600x1024", 600, 1024)]
    public void A_size_is_width_and_height(string size, int width, int height) =>
        Assert.Equal((width, height), new DisplayOptions { Size = size }.Pixels);

    [Theory]
    [InlineData("")]
    [InlineData("800")]
    [InlineData("800x")]
    [InlineData("800x480x2")]
    [InlineData("-800x480")]
    [InlineData("99999x480")]
    [InlineData("100x100")]
    public void A_size_that_is_none_is_told_with_an_example(string size) =>
        Assert.Contains("800x480", Assert.Single(MistakesIn(new DisplayOptions { Size = size })).ErrorMessage, StringComparison.Ordinal);

    [Theory]
    [InlineData(45)]
    [InlineData(-90)]
    [InlineData(360)]
    public void A_panel_is_turned_by_quarters(int degrees) => Assert.Single(MistakesIn(new DisplayOptions { Rotation = degrees }));

    [Fact]
    public void Settings_become_a_view() =>
        Assert.Equal(
            new ScreenView(1024, 600, Language.English, PanelTurn.ThreeQuarters, IsBilingual: false, QuorumTerm.Plain),
            DisplaySetup.ViewOf(new DisplayOptions { Language = "en", Rotation = 270, Bilingual = false, Quorum = "plain" }, 1024, 600));

    private static List<ValidationResult> MistakesIn(DisplayOptions options) => [.. options.Validate(new ValidationContext(options))];
}
