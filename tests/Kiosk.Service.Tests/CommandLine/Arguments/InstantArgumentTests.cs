using Kiosk.Service.CommandLine.Answers;
using Kiosk.Service.CommandLine.Arguments;

namespace Kiosk.Service.Tests.CommandLine.Arguments;

public sealed class InstantArgumentTests
{
    [Theory]
    [InlineData("2026-11-25T08:00:00", 1)]
    [InlineData("2026-11-25T08:00", 1)]
    [InlineData("2026-11-25T08:00:00+07:00", 1)]
    [InlineData("2026-11-25T08:00:00Z", 8)]
    public void An_instant_on_the_command_line_without_a_zone_is_Vietnams(string text, int hour) =>
        Assert.Equal(new DateTimeOffset(2026, 11, 25, hour, 0, 0, TimeSpan.Zero), InstantArgument.Parse(text));

    [Theory]
    [InlineData("yesterday")]
    [InlineData("2026-13-01T00:00:00Z")]
    [InlineData("25/11/2026 08:00")]
    public void What_is_no_instant_is_refused_with_its_option(string text) =>
        Assert.StartsWith($"--set \"{text}\" is not an instant such as ", Assert.Throws<InputException>(() => InstantArgument.Parse(text, "--set")).Message, StringComparison.Ordinal);
}
