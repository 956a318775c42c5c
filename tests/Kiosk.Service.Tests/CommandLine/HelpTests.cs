using System.CommandLine;
using System.Text.RegularExpressions;
using Kiosk.Service.CommandLine;

namespace Kiosk.Service.Tests.CommandLine;

public sealed partial class HelpTests
{
    public static TheoryData<string> Verbs => [.. NamesUnder(KioskCommand.Root(), "")];

    [Theory]
    [MemberData(nameof(Verbs))]
    public void Every_help_has_an_example_that_the_program_takes(string verb)
    {
        var help = HelpOf(verb);

        var examples = help[(help.IndexOf("Examples:", StringComparison.Ordinal) + "Examples:".Length)..].Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

        Assert.NotEmpty(examples);
        Assert.All(examples, example =>
        {
            var arguments = Call().Match(example).Groups["arguments"].Value.Trim();
            Assert.StartsWith(verb.Split(' ')[0], arguments, StringComparison.Ordinal);
            Assert.Empty(KioskCommand.Root().Parse(arguments).Errors.Select(error => $"{example}: {error.Message}"));
        });
    }

    [Fact]
    public void What_prints_one_line_an_item_says_so()
    {
        foreach (var verb in (string[])["doctor", "selftest", "log export", "devices touch", "demo"])
        {
            Assert.Matches("--json +[^\n]*one line ", HelpOf(verb));
        }
    }

    private static IEnumerable<string> NamesUnder(Command command, string name) =>
        command.Subcommands.SelectMany(sub => NamesUnder(sub, $"{name} {sub.Name}".TrimStart())).Prepend(name);

    private static string HelpOf(string verb)
    {
        using var output = new StringWriter();
        Assert.Equal(0, KioskCommand.Root().Parse($"{verb} --help").Invoke(new InvocationConfiguration { Output = output }));
        return output.ToString();
    }

    // "source <(kiosk completion bash)" and "kiosk log export > file" too.
    [GeneratedRegex(@"\bkiosk (?<arguments>[^)>]*)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Call();
}
