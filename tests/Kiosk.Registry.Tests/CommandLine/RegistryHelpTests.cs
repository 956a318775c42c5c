using System.CommandLine;
using System.Text.Json;
using System.Text.RegularExpressions;
using Kiosk.Registry.CommandLine;
using Kiosk.Words;

namespace Kiosk.Registry.Tests.CommandLine;

public sealed partial class RegistryHelpTests
{
    public static TheoryData<string> Verbs => [.. NamesUnder(RegistryCommand.Root(Language.English), "")];

    [Theory]
    [MemberData(nameof(Verbs))]
    public void Every_help_has_an_example_that_the_program_takes(string verb)
    {
        using var output = new StringWriter();
        Assert.Equal(0, RegistryCommand.Root(Language.English).Parse($"{verb} --help").Invoke(new InvocationConfiguration { Output = output }));

        var example = Example().Match(output.ToString());

        Assert.True(example.Success, output.ToString());
        var arguments = example.Groups["arguments"].Value.Trim();
        Assert.StartsWith(verb, arguments, StringComparison.Ordinal);
        Assert.Empty(RegistryCommand.Root(Language.English).Parse(arguments).Errors.Select(error => error.Message));
    }

    [Theory]
    [InlineData("status", "--desk", "/nowhere", "--json")]
    [InlineData("publish", "--from", "/nowhere", "--desk", "/nowhere", "--json")]
    [InlineData("status", "--unknown", "--json")]
    [InlineData("--json")]
    [InlineData("burn", "--json")]
    [InlineData("root", "sgin", "--json")]
    [InlineData("--json", "status")]
    [InlineData("status", "--desk", "/dev/null", "--json")]
    [InlineData("status", "--desk", "", "--json")]
    [InlineData("root", "sign", "--desk", "/nowhere", "--json")]
    [InlineData("rotate", "--desk", "/nowhere", "--json")]
    [InlineData("delta", "--desk", "/nowhere", "--province", "01", "--since", "1", "--json")]
    [InlineData("init", "--desk", "/proc/none", "--province", "01", "--json")]
    [InlineData("init", "--sample", "/dev/null", "--json")]
    [InlineData("init", "--desk", "/nowhere", "--province", "01", "--encrypt", "--pass-phrase-file", "/dev/zero", "--json")]
    public async Task A_failure_is_one_object_on_standard_output_for_whoever_reads_JSON(params string[] arguments)
    {
        var ended = (await Programs.RegistryAsync(arguments)).With(2);

        using var failure = JsonDocument.Parse(ended.Output);
        Assert.Equal(2, failure.RootElement.GetProperty("exitCode").GetInt32());
        Assert.NotEmpty(failure.RootElement.GetProperty("error").GetString()!);
        Assert.DoesNotContain("registry: ", ended.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "publish", "--from", "/nowhere", "--json")]
    [InlineData(1, "publish", "--from", "/nowhere", "--check", "--json")]
    public async Task A_source_folder_that_is_refused_is_a_failure_of_the_same_shape_with_its_problems(int code, params string[] arguments)
    {
        using var files = new TestFiles();
        (await Programs.RegistryAsync("init", "--desk", files.At("desk"), "--province", "01")).With(0);

        var ended = (await Programs.RegistryAsync([.. arguments, "--desk", files.At("desk")])).With(code);

        using var failure = JsonDocument.Parse(ended.Output);
        Assert.Equal(code, failure.RootElement.GetProperty("exitCode").GetInt32());
        Assert.NotEmpty(failure.RootElement.GetProperty("error").GetString()!);
        Assert.Equal("There is no folder /nowhere: check how it is written.", Assert.Single(failure.RootElement.GetProperty("problems").EnumerateArray()).GetProperty("sentence").GetString());
        Assert.Empty(ended.Error);
    }

    [Fact]
    public async Task An_answer_that_is_no_says_why_in_words_and_in_JSON()
    {
        using var files = new TestFiles();
        (await Programs.RegistryAsync("init", "--desk", files.At("desk"), "--province", "01")).With(0);

        var said = (await Programs.RegistryAsync("status", "--desk", files.At("desk"))).With(1).Output;
        using var json = JsonDocument.Parse((await Programs.RegistryAsync("status", "--desk", files.At("desk"), "--json")).With(1).Output);

        Assert.EndsWith("Nothing is published yet: run registry publish --from DIR.\n", said, StringComparison.Ordinal);
        Assert.Equal("Nothing is published yet: run registry publish --from DIR.", json.RootElement.GetProperty("error").GetString());
        Assert.Equal((1, "root"), (json.RootElement.GetProperty("exitCode").GetInt32(), json.RootElement.GetProperty("roles")[0].GetProperty("role").GetString()));
    }

    private static IEnumerable<string> NamesUnder(Command command, string name) =>
        command.Subcommands.SelectMany(sub => NamesUnder(sub, $"{name} {sub.Name}".TrimStart())).Prepend(name);

    // Help breaks long lines.
    [GeneratedRegex("Examples:\\r?\\n +registry (?<arguments>.+?)(?=\\r?\\n\\s*\\r?\\n)", RegexOptions.Singleline | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Example();
}
