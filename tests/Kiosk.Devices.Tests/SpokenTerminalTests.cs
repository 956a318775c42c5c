using Kiosk.Devices.Tests.Guest;
using Kiosk.Trials.Demo;

namespace Kiosk.Devices.Tests;

/// <summary>Sentences that are heard from a sound card, whose samples QEMU keeps.</summary>
public sealed class SpokenTerminalTests(TerminalInGuest terminal) : GuestTest(terminal)
{
    private static readonly string[] Sentences = ["accepted", "see-screen", "refused"];

    [SpokenFact]
    public async Task A_card_that_is_accepted_and_one_that_is_refused_are_each_told_their_own_sentence()
    {
        await Terminal.RunAsync(Outfits.Spoken);

        var accepted = await HearAsync(DemoCard.GoodP256);
        var refused = await HearAsync(DemoCard.Revoked);

        AssertSays("vi", "accepted", accepted);
        AssertSays("vi", "refused", refused);
    }

    [SpokenFact]
    public async Task The_sentences_are_in_the_language_of_the_screens()
    {
        await Terminal.StopAsync();
        await Terminal.RunAsync(Outfits.SpokenEnglish);

        AssertSays("en", "accepted", await HearAsync(DemoCard.GoodP256));
    }

    [SpokenFact]
    public async Task Doctor_finds_the_voice()
    {
        var (output, code) = await Terminal.VerbAsync(Outfits.Spoken, "doctor --only prompts");

        Assert.Equal(0, code);
        Assert.Contains("Spoken sentences can be played.", output, StringComparison.Ordinal);
    }

    /// <summary>Lays the card down and listens until the player has ended.</summary>
    private async Task<Recording> HearAsync(DemoCard card)
    {
        var before = Terminal.Guest.HeardBytes();
        await Terminal.InsertAsync(card);
        await Eventually.IsAsync(() => Task.FromResult(!Terminal.Guest.Listen(before).IsSilent), async () => $"something is heard\n{await Terminal.LogAsync()}", Terminal.Timeout);
        await Eventually.IsAsync(async () => (await Terminal.Guest.Shell.TryAsync("pidof aplay", Terminal.Timeout)).Code != 0, "the player has ended", Terminal.Timeout);
        await Terminal.Guest.Reader.RemoveAsync();
        return Terminal.Guest.Listen(before);
    }

    private static void AssertSays(string language, string sentence, Recording heard)
    {
        var likeness = new[] { "vi", "en" }.SelectMany(spoken => Sentences.Select(name => (Name: $"{spoken}/{name}", Likeness: heard.Likeness(Made(spoken, name))))).ToDictionary();
        var expected = $"{language}/{sentence}";
        var figures = string.Join(", ", likeness.Select(pair => $"{pair.Key} {pair.Value:0.00}"));
        Assert.True(likeness[expected] > 0.85, $"{expected} was not heard: {figures}");
        Assert.All(likeness.Where(pair => pair.Key != expected), pair => Assert.True(pair.Value < 0.75, $"Something else than {expected} was heard: {figures}"));
        Assert.InRange(heard.Length, Made(language, sentence).Length - 0.2, Made(language, sentence).Length + 0.5);
    }

    private static Recording Made(string language, string sentence) => Recording.Parse(File.ReadAllBytes(Path.Combine(Outfits.Prompts, language, $"{sentence}.wav")));
}
