using System.Text.Json;
using System.Text.Json.Serialization;
using Kiosk.Feed.Publishing;

namespace Kiosk.Registry.CommandLine;

/// <summary>Prints what a publication did.</summary>
internal static class ReportPrinter
{
    public static int Print(PublishingReport report, bool asJson)
    {
        if (asJson)
        {
            Console.WriteLine(JsonSerializer.Serialize(report, ReportJson.Default.PublishingReport));
            return ExitCode.Done;
        }

        foreach (var set in report.Sets)
        {
            var change = !set.IsChanged && set.Changes is null ? "unchanged" : set.Changes is { } changes ? $"{changes} changes in a delta of {set.DeltaBytes} bytes" : "without a delta";
            Console.WriteLine($"{set.Province} {set.Class} version {set.Version}: {set.Rows} rows, {set.SnapshotBytes} bytes, {change}");
        }

        foreach (var role in report.Postponed)
        {
            Console.Error.WriteLine($"registry: {role.Role} was not signed anew, its keys are not here; what it signed is good until {role.Expires:yyyy-MM-dd HH:mm'Z'}: run registry publish where they are before that.");
        }

        Console.WriteLine($"Published: root {report.Root}, targets {report.Targets}, snapshot {report.Snapshot}, timestamp {report.Timestamp}, good until {report.Expires:yyyy-MM-dd HH:mm'Z'}; {report.RemovedFiles} old files removed.");
        return ExitCode.Done;
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PublishingReport))]
[JsonSerializable(typeof(FeedStatus))]
internal sealed partial class ReportJson : JsonSerializerContext;
