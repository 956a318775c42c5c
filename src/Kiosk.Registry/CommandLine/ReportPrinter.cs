using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Kiosk.Feed.Publishing;
using Kiosk.Registry.Problems;
using Kiosk.Registry.Text;

namespace Kiosk.Registry.CommandLine;

/// <summary>Prints what a publication did.</summary>
internal static class ReportPrinter
{
    // Letters as they are: names of files and people are read by people.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, TypeInfoResolver = ReportJson.Default };

    /// <param name="problems">Of the source folder, where there was one: warnings and notes, for the JSON.</param>
    public static int Print(PublishingReport report, SourceProblems? problems, bool asJson)
    {
        if (asJson)
        {
            var document = JsonSerializer.SerializeToNode(report, ReportJson.Default.PublishingReport)!.AsObject();
            if (problems is not null)
            {
                document["problems"] = ProblemPrinter.ListOf(problems);
            }

            WriteLine(document);
            return ExitCode.Done;
        }

        foreach (var set in report.Sets)
        {
            var change = !set.IsChanged && set.Changes is null ? "unchanged" : set.Changes is { } changes ? $"{Counted.Of(changes, "change")} in a delta of {Counted.Of(set.DeltaBytes ?? 0, "byte")}" : "without a delta";
            Console.WriteLine($"{set.Province} {set.Class} version {set.Version}: {Counted.Of(set.Rows, "row")}, {Counted.Of(set.SnapshotBytes, "byte")}, {change}");
        }

        foreach (var role in report.Postponed)
        {
            Console.Error.WriteLine($"registry: {role.Role} was not signed anew, its keys are not here; what it signed is good until {role.Expires:yyyy-MM-dd HH:mm'Z'}: run registry publish where they are before that.");
        }

        Console.WriteLine($"Published: root {report.Root}, targets {report.Targets}, snapshot {report.Snapshot}, timestamp {report.Timestamp}, good until {report.Expires:yyyy-MM-dd HH:mm'Z'}; {Counted.Of(report.RemovedFiles, "old file")} removed.");
        return ExitCode.Done;
    }

    public static void WriteLine(JsonObject document) => Console.WriteLine(document.ToJsonString(Readable));
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PublishingReport))]
[JsonSerializable(typeof(FeedStatus))]
internal sealed partial class ReportJson : JsonSerializerContext;
