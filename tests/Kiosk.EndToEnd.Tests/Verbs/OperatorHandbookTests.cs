using System.Text.RegularExpressions;
using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Testing.Processes;
using Kiosk.Testing.Sources;

namespace Kiosk.EndToEnd.Tests.Verbs;

/// <summary>The operator's handbook, docs/van-hanh.md: whatever it tells people to type exists, and whatever it shows is there.</summary>
public sealed partial class OperatorHandbookTests
{
    private static readonly string Handbook = SourceTree.PathOf("docs", "van-hanh.md");

    public static TheoryData<string> Commands => [.. Lines().Matches(File.ReadAllText(Handbook)).Select(line => line.Value).Distinct(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task A_command_of_the_handbook_exists_with_each_of_its_options(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var options = words.Where(word => word.StartsWith("--", StringComparison.Ordinal)).ToList();

        var help = await HelpAsync(words[0] == "kiosk" ? "kiosk" : words[1], [.. words.Skip(1).TakeWhile(word => !word.StartsWith("--", StringComparison.Ordinal))]);

        Assert.All(options, option => Assert.Contains(option, help, StringComparison.Ordinal));
        Assert.Contains("--help", help, StringComparison.Ordinal);
    }

    [Fact]
    public void It_tells_of_every_program_and_its_pictures_are_there()
    {
        var text = File.ReadAllText(Handbook);

        Assert.InRange(Commands.Count, 25, 60);
        var pictures = Pictures().Matches(text).Select(match => match.Groups["path"].Value).ToList();
        Assert.InRange(pictures.Count, 8, 20);
        Assert.All(pictures, path => Assert.True(File.Exists(Path.Combine(Path.GetDirectoryName(Handbook)!, path)), path));
    }

    /// <param name="program">kiosk, demo, registry or collector.</param>
    private static async Task<string> HelpAsync(string program, string[] words)
    {
        string[] started = program switch
        {
            "registry" => [Environment.ProcessPath!, Beside("Kiosk.Registry", "registry.dll"), .. words.Skip(1)],
            "collector" => [Environment.ProcessPath!, Beside("Kiosk.Collector", "collector.dll"), .. words.Skip(1)],
            _ => [KioskProcess.Program, .. words],
        };
        return (await ChildProcess.RunAsync(started[0], [.. started.Skip(1), "--help"])).With(0).Output;
    }

    // Built before these tests, which reference the projects.
    private static string Beside(string project, string program) =>
        Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", project, new DirectoryInfo(AppContext.BaseDirectory).Name, program));

    [GeneratedRegex("^(\\./)?kiosk .*$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Lines();

    [GeneratedRegex(@"!\[[^\]]+\]\((?<path>[^)]+)\)", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Pictures();
}
