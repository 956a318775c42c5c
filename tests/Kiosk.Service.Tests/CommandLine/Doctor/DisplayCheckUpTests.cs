using Kiosk.Service.CommandLine.Doctor;
using Kiosk.Service.Configuration;
using DoctorHealth = Kiosk.Service.CommandLine.Doctor.Health;

namespace Kiosk.Service.Tests.CommandLine.Doctor;

public sealed class DisplayCheckUpTests
{
    [Theory]
    [InlineData("none")]
    [InlineData("text")]
    public void A_terminal_without_a_panel_needs_no_graphics(string kind)
    {
        var finding = DisplayCheckUp.Look(new DisplayOptions { Kind = kind });

        Assert.Equal(DoctorHealth.Good, finding.Health);
        Assert.Contains(kind, finding.What.English, StringComparison.Ordinal);
    }

    [Fact]
    public void A_panel_whose_screens_can_be_drawn_is_good()
    {
        var finding = DisplayCheckUp.Look(new DisplayOptions { Kind = "png", Size = "1024x600" });

        Assert.Equal((DoctorHealth.Good, null), (finding.Health, finding.Remedy));
        Assert.Contains("1024x600", finding.What.English, StringComparison.Ordinal);
    }
}
