using System.CommandLine;
using System.Text.RegularExpressions;
using Kiosk.Service.CommandLine;
using Kiosk.Words;

namespace Kiosk.Service.Tests.CommandLine;

public sealed partial class HelpTests
{
    public static TheoryData<string> Verbs => [.. NamesUnder(KioskCommand.Root(Language.English), "")];

    [Theory]
    [MemberData(nameof(Verbs))]
    public void Every_help_has_an_example_that_the_program_takes(string verb)
    {
        var help = HelpOf(verb);

        var examples = Examples().Match(help).Groups["examples"].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

        Assert.NotEmpty(examples);
        Assert.All(examples, example =>
        {
            var arguments = Call().Match(example).Groups["arguments"].Value.Trim();
            Assert.StartsWith(verb.Split(' ')[0], arguments, StringComparison.Ordinal);
            Assert.Empty(KioskCommand.Root(Language.English).Parse(arguments).Errors.Select(error => $"{example}: {error.Message}"));
        });
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public void Every_help_begins_with_its_usage_and_has_its_examples_before_its_options(string verb)
    {
        string[] headings = [.. Heading().Matches(HelpOf(verb)).Select(heading => heading.Value)];

        Assert.Equal(["Usage:", "Examples:"], headings[..2]);
        Assert.Contains("Options:", headings[2..]);
    }

    [Fact]
    public void The_list_of_verbs_has_one_sentence_for_each() =>
        Assert.DoesNotContain(". ", HelpOf("")[HelpOf("").IndexOf("Commands:", StringComparison.Ordinal)..], StringComparison.Ordinal);

    [Fact]
    public void What_prints_one_line_an_item_says_so()
    {
        foreach (var verb in (string[])["doctor", "selftest", "log export", "devices touch", "demo"])
        {
            Assert.Matches("--json +[^\n]*one line ", HelpOf(verb));
        }
    }

    private static IEnumerable<string> NamesUnder(Command command, string name) =>
        command.Subcommands.Where(sub => !sub.Hidden).SelectMany(sub => NamesUnder(sub, $"{name} {sub.Name}".TrimStart())).Prepend(name);

    private static string HelpOf(string verb)
    {
        using var output = new StringWriter();
        Assert.Equal(0, KioskCommand.Root(Language.English).Parse($"{verb} --help").Invoke(new InvocationConfiguration { Output = output }));
        return output.ToString();
    }

    [GeneratedRegex(@"(?<=^|\n)Examples:\n(?<examples>(  [^\n]+\n)+)", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Examples();

    [GeneratedRegex(@"(?<=^|\n)[A-Z][a-z]+:(?=\n)", RegexOptions.None, 30_000)]
    private static partial Regex Heading();

    // Also matches "source <(kiosk completion bash)" and "kiosk log export > file".
    [GeneratedRegex(@"\bkiosk (?<arguments>[^)>]*)", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Call();
}
