using Kiosk.Hardware.Indicators;
using Kiosk.Service.Devices;
using Kiosk.Service.Feedback;
using Kiosk.Testing.Sources;

namespace Kiosk.Service.Tests.Devices;

public sealed class SignalLookTests
{
    private static readonly Signal[] Answers = [Signal.GreenSteady, Signal.AmberSlow, Signal.RedDouble];

    [Fact]
    public void No_two_signals_look_the_same() => Assert.Distinct(Enum.GetValues<Signal>().Select(SignalLook.LightOf));

    [Fact]
    public void Answers_to_a_card_differ_without_their_colours() => Assert.Distinct(Answers.Select(signal => SignalLook.LightOf(signal).Pattern));

    [Fact]
    public void Answers_to_a_card_differ_in_their_sounds()
    {
        Assert.All(Answers, signal => Assert.NotEmpty(SignalLook.SoundOf(signal)));
        Assert.Distinct(Answers.Select(signal => string.Join(' ', SignalLook.SoundOf(signal))));
    }

    [Fact]
    public void Only_what_is_recorded_is_green() =>
        Assert.Equal([Signal.GreenSteady], Enum.GetValues<Signal>().Where(signal => SignalLook.LightOf(signal).Color == LedColor.Green));

    [Theory]
    [InlineData("vi")]
    [InlineData("en")]
    public void Every_prompt_is_written_down_in_both_languages(string language)
    {
        var names = File.ReadAllLines(SourceTree.PathOf("image", "prompts", $"{language}.tsv")).Select(line => line.Split('\t')[0]);

        Assert.Equal(Answers.Select(SignalLook.PromptOf), names);
    }
}
