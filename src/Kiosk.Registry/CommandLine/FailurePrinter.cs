using System.Text.Json.Nodes;
using Kiosk.Registry.Desk;
using Kiosk.Registry.Sources;
using Kiosk.Source.Problems;
using Kiosk.Words;

namespace Kiosk.Registry.CommandLine;

/// <summary>Reports a failure: on standard error, or as one JSON document, with <c>error</c>, <c>exitCode</c> and, where there are several, <c>problems</c>.</summary>
internal static class FailurePrinter
{
    /// <returns>The exit code.</returns>
    public static int Print(string sentence, int exitCode, bool asJson)
    {
        if (asJson)
        {
            ReportPrinter.WriteLine(ToJson(sentence, exitCode));
        }
        else
        {
            Console.Error.WriteLine($"registry: {ShownName.InLines(sentence)}");
        }

        return exitCode;
    }

    /// <summary>With all problems of a source folder.</summary>
    /// <inheritdoc cref="Print(string, int, bool)"/>
    public static int Print(SourceRefusedException refused, bool asJson, Language language)
    {
        if (asJson)
        {
            ReportPrinter.WriteLine(With(ToJson(refused.Sentence.In(language), ExitCode.Misuse), ProblemPrinter.ToJson(refused.Problems, language)));
            return ExitCode.Misuse;
        }

        ProblemPrinter.Print(refused.Problems, Console.Error, language);
        return Print(refused.Sentence.In(language), ExitCode.Misuse, asJson);
    }

    /// <summary>With all losses of terminals.</summary>
    /// <inheritdoc cref="Print(string, int, bool)"/>
    public static int Print(ShrinkException refused, bool asJson, Language language)
    {
        if (asJson)
        {
            var problems = refused.Sentences.Select(sentence => ProblemPrinter.ToJson(new SourceProblem(ProblemSeverity.Error, "", Line: null, sentence), language));
            ReportPrinter.WriteLine(With(ToJson(refused.Sentence.In(language), ExitCode.No), new() { ["problems"] = new JsonArray([.. problems]) }));
            return ExitCode.No;
        }

        foreach (var sentence in refused.Sentences)
        {
            Print(sentence.In(language), ExitCode.No, asJson);
        }

        return ExitCode.No;
    }

    public static JsonObject ToJson(string sentence, int exitCode) => new() { ["error"] = sentence, ["exitCode"] = exitCode };

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
}
