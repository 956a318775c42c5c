using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using Kiosk.Service.Cache;

namespace Kiosk.Service.CommandLine;

/// <summary><c>kiosk cache build</c>: a new generation from a folder of files; a running service sees it at the next tap.</summary>
internal static class CacheCommand
{
    public static Command Create() => new("cache", "Build what cards are judged by.") { Build() };

    private static Command Build()
    {
        var common = new CommonOptions();
        var from = new Option<string>("--from") { Description = "The folder with profile, anchors, issuers, CRLs, members, meetings and procedures.", HelpName = "DIR", Required = true };
        var command = new Command("build", "Builds a new generation beside the one in use and puts it in its place, all of it or nothing.") { from };
        common.AddTo(command);
        command.SetAction(parsed =>
        {
            return Print(BuildWithProgress(common.Cache(parsed), Path.GetFullPath(parsed.GetValue(from)!)), parsed.GetValue(common.Json));
        });
        return command;
    }

    private static CacheBuildReport BuildWithProgress(CacheStore store, string from)
    {
        using var stopped = new CancellationTokenSource();
        ConsoleCancelEventHandler stop = (_, pressed) =>
        {
            pressed.Cancel = true;
            stopped.Cancel();
        };
        Console.CancelKeyPress += stop;
        try
        {
            return new CacheBuilder(store, TimeProvider.System).Build(from, new StageProgress(), stopped.Token);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"The cache in {store.Folder} cannot be written: {exception.Message}", exception);
        }
        finally
        {
            Console.CancelKeyPress -= stop;
        }
    }

    private static int Print(CacheBuildReport report, bool asJson)
    {
        if (asJson)
        {
            Console.WriteLine(JsonSerializer.Serialize(report, CacheReportJson.Default.CacheBuildReport));
            return ExitCode.Done;
        }

        var counts = report.Counts;
        Console.WriteLine($"Generation {report.Number} is in use: {counts.Members} members, {counts.Meetings} meetings, {counts.Crls} CRLs with {counts.Revocations} entries ({report.Duration.TotalSeconds:0.0} s).");
        foreach (var refusal in report.RefusedCrls)
        {
            Console.WriteLine($"Refused: {refusal}");
        }

        return ExitCode.Done;
    }

    private sealed class StageProgress : IProgress<CacheBuildProgress>
    {
        public void Report(CacheBuildProgress value) => Console.Error.WriteLine(value.Stage == CacheBuildStage.Members ? $"{value.Stage}: {value.Members} …" : $"{value.Stage} …");
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CacheBuildReport))]
internal sealed partial class CacheReportJson : JsonSerializerContext;
