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

    [Theory]
    [InlineData("drm", "", "", "Kiosk:Desk:Display:Device must name the connector")]
    [InlineData("png", "", "/var/lib/kiosk/clerk.png", "Kiosk:Desk:Display:File lies in the data folder")]
    public void A_clerks_display_that_members_or_thieves_could_see_is_refused(string kind, string device, string file, string sentence)
    {
        var options = new KioskOptions { Desk = new() { Display = new() { Kind = kind, Device = device, File = file } } };

        var mistakes = options.Desk.Display.Validate(new(options.Desk.Display)).Concat(options.Validate(new(options)));

        Assert.StartsWith(sentence, Assert.Single(mistakes).ErrorMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("drm", "")]
    [InlineData("drm", "HDMI-A-2")]
    public void Where_the_clerk_has_a_panel_the_members_panel_is_named_too_or_it_could_be_the_clerks(string kind, string device) =>
        Assert.StartsWith("Kiosk:Display:Device must name the members' panel", Assert.Single(MistakesWithClerksPanel(kind, device)).ErrorMessage, StringComparison.Ordinal);

    [Theory]
    [InlineData("drm", "HDMI-A-1")]
    [InlineData("none", "")]
    public void Two_panels_that_are_told_apart_are_good(string kind, string device) => Assert.Empty(MistakesWithClerksPanel(kind, device));

    [Fact]
    public void A_clerks_display_has_the_first_ones_language_and_a_file_of_its_own()
    {
        var display = new ClerkDisplayOptions { Kind = "png" }.ToDisplay(new() { Kind = "png", Language = "en" });

        Assert.Equal(("en", "clerk.png"), (display.Language, Path.GetFileName(PictureFile.PathOf(display))));
        Assert.NotEqual(PictureFile.PathOf(new DisplayOptions()), PictureFile.PathOf(display));
    }

    private static List<ValidationResult> MistakesWithClerksPanel(string kind, string device)
    {
        var options = new KioskOptions { Display = new() { Kind = kind, Device = device }, Desk = new() { Display = new() { Kind = "drm", Device = "HDMI-A-2" } } };
        return [.. options.Validate(new(options))];
    }

    private static List<ValidationResult> MistakesIn(DisplayOptions options) => [.. options.Validate(new ValidationContext(options))];
}
