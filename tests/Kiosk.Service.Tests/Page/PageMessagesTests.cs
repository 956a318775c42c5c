using System.Text.Json;
using System.Text.RegularExpressions;
using Kiosk.Hardware.Indicators;
using Kiosk.Service.Devices;
using Kiosk.Service.Feedback;
using Kiosk.Service.Page;
using Kiosk.Ui.Rendering.Layouts;
using Kiosk.Ui.Screens;

namespace Kiosk.Service.Tests.Page;

public sealed class PageMessagesTests
{
    public static TheoryData<Screen> Screens =>
    [
        new Screen.Idle(TerminalPurpose.Meeting, null, null, DateTimeOffset.UnixEpoch),
        new Screen.Reading(),
        new Screen.Verified(),
        new Screen.TryAgain(ReadingAdvice.KeepStill),
        new Screen.Refused(PublicLine.NotConfirmed),
        new Screen.OutOfService("terminal.cache", "HN-01", Awaited.CardRecords),
        new Screen.TakeCard(),
    ];

    [Theory]
    [MemberData(nameof(Screens), DisableDiscoveryEnumeration = true)]
    public void An_answer_sounds_on_the_page_as_it_does_at_the_terminal(Screen screen)
    {
        var tones = SignalLook.SoundOf(Signals.Of(screen));

        Assert.Equal(
            tones.Select(tone => (tone.Hertz, tone.Length.TotalMilliseconds)),
            Told(screen).GetProperty("tones").EnumerateArray().Select(tone => (tone[0].GetInt32(), tone[1].GetDouble())));
    }

    [Theory]
    [MemberData(nameof(Screens), DisableDiscoveryEnumeration = true)]
    public void The_lamp_of_the_page_has_the_colour_and_rhythm_of_the_terminals(Screen screen)
    {
        var (color, pattern) = SignalLook.LightOf(Signals.Of(screen));
        var told = Told(screen);

        Assert.Equal((color.ToString(), pattern.ToString()), (told.GetProperty("color").GetString(), told.GetProperty("pattern").GetString()));
        Assert.Equal(
            pattern is LedPattern.Steady ? [] : LedRhythm.Of(pattern).Select(length => length.TotalMilliseconds),
            told.GetProperty("rhythm").EnumerateArray().Select(length => length.GetDouble()));
    }

    [Fact]
    public void Every_colour_and_pattern_has_its_words_and_every_colour_its_look()
    {
        var (words, style) = (TextOf("/words.js"), TextOf("/page.css"));

        Assert.All(Enum.GetNames<LedColor>().Concat(Enum.GetNames<LedPattern>()), name => Assert.Equal(2, Regex.Count(words, $@"\b{name}: '")));
        Assert.All(Enum.GetNames<LedColor>().Where(name => name != nameof(LedColor.Dark)), name => Assert.Contains($"[data-color=\"{name}\"]", style, StringComparison.Ordinal));
    }

    private static JsonElement Told(Screen screen)
    {
        using var told = JsonDocument.Parse(PageMessages.OfScreen(new PageEvent.Shown(screen, DateTimeOffset.UnixEpoch), new ScreenView(800, 480), picture: null));
        return told.RootElement.Clone();
    }

    private static string TextOf(string path)
    {
        using var reader = new StreamReader(PageFiles.Find(path)!.Value.Content);
        return reader.ReadToEnd();
    }
}
