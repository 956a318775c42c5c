using System.Text.RegularExpressions;
using Kiosk.Testing.Sources;

namespace Kiosk.Service.Tests;

/// <summary>Each threat in docs/threats.md names the tests that hold its mitigation, and each of them exists.</summary>
public sealed partial class ThreatDocumentTests
{
    private const int Threats = 18;

    [Fact]
    public void Every_row_names_tests_that_exist()
    {
        var rows = Rows(File.ReadAllText(SourceTree.PathOf("docs/threats.md")));

        Assert.Equal(Enumerable.Range(1, Threats), rows.Select(row => int.Parse(row.Groups["number"].Value)));
        Assert.All(rows, row => Assert.NotEmpty(NamedIn(row.Value)));
        Assert.Empty(Missing(rows.SelectMany(row => NamedIn(row.Value))));
    }

    [Theory]
    [InlineData("ThreatDocumentTests.There_is_no_such_test")]
    [InlineData("NoSuchTests.Every_row_names_tests_that_exist")]
    public void A_name_that_no_test_has_is_found(string name) => Assert.Equal([name], Missing([name]));

    [Fact]
    public void A_row_without_a_test_is_found() => Assert.Empty(NamedIn(Rows("| 1 | A threat | S | `kiosk.json` | |\n").Single().Value));

    private static List<Match> Rows(string document) => Row().Matches(document).ToList();

    private static IEnumerable<string> NamedIn(string row) => Name().Matches(row).Select(name => name.Groups["name"].Value);

    private static IEnumerable<string> Missing(IEnumerable<string> names)
    {
        var known = Known();
        return names.Where(name => !known.Contains(name));
    }

    /// <summary>Class.Method of every test in the sources.</summary>
    private static HashSet<string> Known() =>
    [
        .. from file in Directory.EnumerateFiles(SourceTree.PathOf("tests"), "*Tests.cs", SearchOption.AllDirectories)
           from method in Test().Matches(File.ReadAllText(file))
           select $"{Path.GetFileNameWithoutExtension(file)}.{method.Groups["method"].Value}",
    ];

    [GeneratedRegex(@"^\| (?<number>\d+) \|.*$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Row();

    [GeneratedRegex(@"`(?<name>\w+Tests\.\w+)`", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Name();

    [GeneratedRegex(@"\[\w*(Fact|Theory)[^\n]*\]\s+(\[[^\n]*\]\s+)*public (async )?(Task|void) (?<method>\w+)\(", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Test();
}
