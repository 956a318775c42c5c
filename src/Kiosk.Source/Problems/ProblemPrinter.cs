using System.Text.Json;
using System.Text.Json.Nodes;
using Kiosk.Words;

namespace Kiosk.Source.Problems;

/// <summary>Prints what is wrong with a source folder.</summary>
internal static class ProblemPrinter
{
    public static void Print(SourceProblems problems, TextWriter output, Language language)
    {
        foreach (var problem in problems.ToList())
        {
            output.WriteLine($"{WordOf(problem.Severity).In(language),-8} {problem.Whole.In(language)}");
        }
    }

    /// <summary>One document: whether the folder may be published, how many problems there are, and which.</summary>
    public static JsonObject ToJson(SourceProblems problems, Language language) => new()
    {
        ["folder"] = problems.Folder,
        ["publishable"] = !problems.HasErrors,
        ["errors"] = problems.Count(ProblemSeverity.Error),
        ["warnings"] = problems.Count(ProblemSeverity.Warning),
        ["problems"] = ListOf(problems, language),
    };

    public static JsonArray ListOf(SourceProblems problems, Language language) =>
    [
        .. problems.ToList().Select(problem => ToJson(problem, language)),
    ];

    /// <summary>Its members are the same in each language; the sentence is in the chosen one.</summary>
    public static JsonNode ToJson(SourceProblem problem, Language language) => new JsonObject
    {
        ["severity"] = NameOf(problem.Severity),
        ["file"] = problem.File,
        ["line"] = problem.Line,
        ["sentence"] = problem.Sentence.In(language),
    };

    private static Phrase WordOf(ProblemSeverity severity) => severity switch
    {
        ProblemSeverity.Error => new("lỗi", "error"),
        ProblemSeverity.Warning => new("cảnh báo", "warning"),
        _ => new("ghi chú", "note"),
    };

    private static string NameOf(ProblemSeverity severity) => JsonNamingPolicy.CamelCase.ConvertName(severity.ToString());
}
