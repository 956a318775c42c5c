using System.Text.Json;
using System.Text.Json.Nodes;
using Kiosk.Registry.Problems;

namespace Kiosk.Registry.CommandLine;

/// <summary>Prints what is wrong with a source folder.</summary>
internal static class ProblemPrinter
{
    public static void Print(SourceProblems problems, TextWriter output)
    {
        foreach (var problem in problems.ToList())
        {
            output.WriteLine($"{NameOf(problem.Severity),-8} {problem}");
        }
    }

    /// <summary>One document: whether the folder may be published, how many problems there are, and which.</summary>
    public static JsonObject ToJson(SourceProblems problems) => new()
    {
        ["folder"] = problems.Folder,
        ["publishable"] = !problems.HasErrors,
        ["errors"] = problems.Count(ProblemSeverity.Error),
        ["warnings"] = problems.Count(ProblemSeverity.Warning),
        ["problems"] = ListOf(problems),
    };

    public static JsonArray ListOf(SourceProblems problems) =>
    [
        .. problems.ToList().Select(ToJson),
    ];

    public static JsonNode ToJson(SourceProblem problem) => new JsonObject
    {
        ["severity"] = NameOf(problem.Severity),
        ["file"] = problem.File,
        ["line"] = problem.Line,
        ["sentence"] = problem.Sentence,
    };

    private static string NameOf(ProblemSeverity severity) => JsonNamingPolicy.CamelCase.ConvertName(severity.ToString());
}
