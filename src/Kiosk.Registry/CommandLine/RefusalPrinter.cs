using System.Text.Json.Nodes;
using Kiosk.CommandLine;
using Kiosk.Registry.Desk;
using Kiosk.Registry.Sources;
using Kiosk.Source.Problems;
using Kiosk.Words;

namespace Kiosk.Registry.CommandLine;

/// <summary>Reports a refusal with all its problems: a line each on standard error, or as <c>problems</c> of the failure's JSON document.</summary>
internal static class RefusalPrinter
{
    private static readonly FailurePrinter Failures = new(RegistryCommand.Name);

    /// <returns>The exit code; null if the exception holds only one sentence.</returns>
    public static int? Print(Exception exception, bool asJson, Language language) => exception switch
    {
        SourceRefusedException refused => Print(refused, asJson, language),
        ShrinkException refused => Print(refused, asJson, language),
        _ => null,
    };

    /// <summary>Merges the members of both documents.</summary>
    public static JsonObject With(JsonObject document, JsonObject more)
    {
        foreach (var (name, value) in more.ToList())
        {
            more.Remove(name);
            document[name] = value;
        }

        return document;
    }

    private static int Print(SourceRefusedException refused, bool asJson, Language language)
    {
        if (asJson)
        {
            JsonPrinter.Print(With(FailurePrinter.ToJson(refused.Sentence.In(language), ExitCode.Misuse), ProblemPrinter.ToJson(refused.Problems, language)));
            return ExitCode.Misuse;
        }

        ProblemPrinter.Print(refused.Problems, Console.Error, language);
        return Failures.Print(refused.Sentence.In(language), ExitCode.Misuse, asJson);
    }

    // What each terminal would lose.
    private static int Print(ShrinkException refused, bool asJson, Language language)
    {
        if (asJson)
        {
            var problems = refused.Sentences.Select(sentence => ProblemPrinter.ToJson(new SourceProblem(ProblemSeverity.Error, "", Line: null, sentence), language));
            JsonPrinter.Print(With(FailurePrinter.ToJson(refused.Sentence.In(language), ExitCode.No), new() { ["problems"] = new JsonArray([.. problems]) }));
            return ExitCode.No;
        }

        foreach (var sentence in refused.Sentences)
        {
            Failures.Print(sentence.In(language), ExitCode.No, asJson);
        }

        return ExitCode.No;
    }
}
