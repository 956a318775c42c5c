namespace Kiosk.Words.Tests;

public sealed class NearestWordTests
{
    private static readonly string[] Verbs = ["run", "demo", "status", "doctor", "sync", "show", "selftest"];

    [Theory]
    [InlineData("stauts", "status")]
    [InlineData("statsu", "status")]
    [InlineData("DOCTOR", "doctor")]
    [InlineData("dcotor", "doctor")]
    [InlineData("snyc", "sync")]
    [InlineData("self-test", "selftest")]
    [InlineData("self", "selftest")]
    public void A_typing_error_finds_its_word(string typed, string meant) => Assert.Equal(meant, NearestWord.To(typed, Verbs));

    [Theory]
    [InlineData("")]
    [InlineData("--")]
    [InlineData("s")]
    [InlineData("x")]
    [InlineData("congress")]
    public void A_word_close_to_none_finds_nothing(string typed) => Assert.Null(NearestWord.To(typed, Verbs));
}
