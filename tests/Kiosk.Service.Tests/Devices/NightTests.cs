using Kiosk.Service.Configuration;
using Kiosk.Service.Devices;
using Kiosk.Ui.Screens;

namespace Kiosk.Service.Tests.Devices;

public sealed class NightTests
{
    private static readonly NightOptions Usual = new() { From = "22:00", To = "05:30", Brightness = 10 };

    [Theory]
    [InlineData("2026-11-22T14:59:59Z", false)]
    [InlineData("2026-11-22T15:00:00Z", true)]
    [InlineData("2026-11-22T17:00:00Z", true)]
    [InlineData("2026-11-22T22:29:59Z", true)]
    [InlineData("2026-11-22T22:30:00Z", false)]
    [InlineData("2026-11-22T05:00:00Z", false)]
    public void A_night_spans_midnight_in_Vietnam(string instant, bool isNight) => Assert.Equal(isNight, Night.Covers(Usual, DateTimeOffset.Parse(instant)));

    [Theory]
    [InlineData("2026-11-22T04:59:00Z", false)]
    [InlineData("2026-11-22T05:00:00Z", true)]
    [InlineData("2026-11-22T07:00:00Z", false)]
    public void A_rest_at_noon_does_not(string instant, bool isNight) =>
        Assert.Equal(isNight, Night.Covers(new NightOptions { From = "12:00", To = "14:00" }, DateTimeOffset.Parse(instant)));

    [Fact]
    public void Without_hours_there_is_no_night() => Assert.False(Night.Covers(new NightOptions(), DateTimeOffset.Parse("2026-11-22T17:00:00Z")));

    [Fact]
    public void At_night_only_the_screen_between_taps_is_dim()
    {
        var midnight = DateTimeOffset.Parse("2026-11-22T17:00:00Z");

        Assert.Equal(10, DisplaySetup.LightFor(new Screen.Idle(TerminalPurpose.VerifyOnly, null, null, midnight), Usual, midnight));
        Assert.Equal(100, DisplaySetup.LightFor(new Screen.Reading(), Usual, midnight));
        Assert.Equal(100, DisplaySetup.LightFor(new Screen.Idle(TerminalPurpose.VerifyOnly, null, null, midnight), Usual, midnight.AddHours(12)));
    }
}
