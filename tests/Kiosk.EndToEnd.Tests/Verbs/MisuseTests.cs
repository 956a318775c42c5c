using Kiosk.EndToEnd.Tests.Running;

namespace Kiosk.EndToEnd.Tests.Verbs;

public sealed class MisuseTests
{
    [Theory]
    [InlineData("nonsense")]
    [InlineData("")]
    [InlineData("mode congress")]
    [InlineData("run --colour red")]
    [InlineData("run --screen pixels")]
    [InlineData("demo --reader usb")]
    [InlineData("log export")]
    [InlineData("log export --csv --json")]
    [InlineData("cache build")]
    [InlineData("card verify")]
    [InlineData("doctor --only coffee")]
    [InlineData("show the-door")]
    public async Task What_is_not_understood_is_wrong_use(string arguments)
    {
        var ended = await KioskProcess.RunAsync(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        ended.AssertExit(2);
        Assert.NotEmpty(ended.Errors + ended.Output);
        Assert.DoesNotContain("   at ", ended.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--help", "Exit codes: 0 done, 1 the answer is no, 2 wrong use, 3 not available.")]
    [InlineData("card verify --help", "--at <INSTANT>")]
    public async Task Help_is_no_mistake(string arguments, string words)
    {
        var ended = await KioskProcess.RunAsync(arguments.Split(' '));

        Assert.Contains(words, ended.AssertExit(0).Output, StringComparison.Ordinal);
        Assert.Empty(ended.Errors);
    }

    [Theory]
    [InlineData("demo --vpcd nowhere --reader pcsc")]
    [InlineData("card present --card nowhere.json")]
    public async Task What_cannot_be_used_is_refused_before_anything_is_made(string arguments) =>
        (await KioskProcess.RunAsync(arguments.Split(' '))).AssertRefused(2, "nowhere");
}
