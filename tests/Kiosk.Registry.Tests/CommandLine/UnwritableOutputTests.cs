namespace Kiosk.Registry.Tests.CommandLine;

/// <summary>Standard output that takes nothing: one sentence, an exit code of its own, and never a stack trace.</summary>
public sealed class UnwritableOutputTests
{
    private const string Full = "exec \"$@\" >/dev/full";
    private const string Closed = "exec \"$@\" >&-";

    [Theory]
    [MemberData(nameof(RegistryHelpTests.Verbs), MemberType = typeof(RegistryHelpTests))]
    public async Task A_full_disk_is_said_by_every_verb(string verb) =>
        AssertSaid(await RunAsync(Full, $"{verb} --help"), "no space left on the device it goes to; make room there, or send it elsewhere.");

    [Theory]
    [InlineData("status --json")]
    [InlineData("nosuch --json")]
    [InlineData("publish --desk /nowhere --from /nowhere --json")]
    public async Task A_failure_that_cannot_be_printed_is_said_so(string arguments)
    {
        AssertSaid(await RunAsync(Full, arguments), "no space left on the device it goes to; make room there, or send it elsewhere.");
        AssertSaid(await RunAsync(Closed, arguments), "it is closed; leave it open, or send it to a file.");
    }

    [Theory]
    [InlineData("exec \"$@\" >/dev/full 2>/dev/full")]
    [InlineData("exec \"$@\" >&- 2>&-")]
    public async Task Where_nobody_can_be_told_the_exit_code_is_left(string shell) => Assert.Empty((await RunAsync(shell, "nosuch --json")).With(3).Error);

    private static Task<Ended> RunAsync(string shell, string arguments) => Programs.RegistryFromAsync(shell, arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static void AssertSaid(Ended ended, string reason) => Assert.Equal($"registry: Could not write to standard output: {reason}\n", ended.With(3).Error);
}
