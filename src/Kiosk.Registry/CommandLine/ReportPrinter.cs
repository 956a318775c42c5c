using System.Text.Json;
using System.Text.Json.Serialization;
using Kiosk.CommandLine;
using Kiosk.Feed.Publishing;
using Kiosk.Source.Problems;
using Kiosk.Source.Text;
using Kiosk.Words;

namespace Kiosk.Registry.CommandLine;

/// <summary>Prints the result of a publication.</summary>
internal static class ReportPrinter
{
    /// <param name="problems">The source folder's warnings and notes, for the JSON; empty without a folder.</param>
    public static int Print(PublishingReport report, SourceProblems? problems, bool asJson, Language language)
    {
        if (asJson)
        {
            var document = JsonSerializer.SerializeToNode(report, ReportJson.Default.PublishingReport)!.AsObject();
            if (problems is not null)
            {
                document["problems"] = ProblemPrinter.ListOf(problems, language);
            }

            JsonPrinter.Print(document);
            return ExitCode.Done;
        }

        foreach (var set in report.Sets)
        {
            Console.WriteLine(Describe(set).In(language));
        }

        foreach (var role in report.Postponed)
        {
            Console.Error.WriteLine($"registry: {Describe(role).In(language)}");
        }

        Console.WriteLine(Conclude(report).In(language));
        return ExitCode.Done;
    }

    private static Phrase Describe(SetReport set)
    {
        var change = set switch
        {
            { IsChanged: false, Changes: null } => new Phrase("không thay đổi", "unchanged"),
            { Changes: { } changes } => new($"{changes} thay đổi trong một delta {set.DeltaBytes ?? 0} byte", $"{Counted.Of(changes, "change")} in a delta of {Counted.Of(set.DeltaBytes ?? 0, "byte")}"),
            _ => new("không có delta", "without a delta"),
        };
        return new(
            $"{set.Province} {set.Class} phiên bản {set.Version}: {set.Rows} dòng, {set.SnapshotBytes} byte, {change.Vietnamese}",
            $"{set.Province} {set.Class} version {set.Version}: {Counted.Of(set.Rows, "row")}, {Counted.Of(set.SnapshotBytes, "byte")}, {change.English}");
    }

    private static Phrase Describe(PostponedRole role) => new(
        $"{role.Role} chưa được ký lại vì khóa không có ở đây; bản đã ký có hiệu lực đến {role.Expires:yyyy-MM-dd HH:mm'Z'}: trước lúc đó hãy chạy registry publish ở nơi có khóa.",
        $"{role.Role} was not signed anew, its keys are not here; what it signed is good until {role.Expires:yyyy-MM-dd HH:mm'Z'}: run registry publish where they are before that.");

    private static Phrase Conclude(PublishingReport report) => new(
        $"Đã phát hành: root {report.Root}, targets {report.Targets}, snapshot {report.Snapshot}, timestamp {report.Timestamp}, có hiệu lực đến {report.Expires:yyyy-MM-dd HH:mm'Z'}; đã xóa {report.RemovedFiles} tệp cũ.",
        $"Published: root {report.Root}, targets {report.Targets}, snapshot {report.Snapshot}, timestamp {report.Timestamp}, good until {report.Expires:yyyy-MM-dd HH:mm'Z'}; {Counted.Of(report.RemovedFiles, "old file")} removed.");
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PublishingReport))]
[JsonSerializable(typeof(FeedStatus))]
internal sealed partial class ReportJson : JsonSerializerContext;
