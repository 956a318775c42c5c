using System.Text.Json;
using Kiosk.Service.Devices;
using Kiosk.Service.Feedback;
using Kiosk.Service.Page;
using Kiosk.Ui.Rendering;
using Kiosk.Ui.Screens;

namespace Kiosk.Service.Tests.Page;

public sealed class PageMessagesTests
{
    [Fact]
    public void An_answer_sounds_on_the_page_as_it_does_at_the_terminal()
    {
        Screen refused = new Screen.Refused(PublicLine.NotConfirmed);
        var tones = SignalLook.SoundOf(Signals.Of(refused));

        using var told = JsonDocument.Parse(PageMessages.OfScreen(new PageEvent.Shown(refused, DateTimeOffset.UnixEpoch), new ScreenView(800, 480), picture: null));

        Assert.NotEmpty(tones);
        Assert.Equal(
            tones.Select(tone => (tone.Hertz, tone.Length.TotalMilliseconds)),
            told.RootElement.GetProperty("tones").EnumerateArray().Select(tone => (tone[0].GetInt32(), tone[1].GetDouble())));
    }
}
