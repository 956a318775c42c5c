using System.CommandLine;
using System.Text.Json.Serialization;
using Kiosk.Durability;
using Kiosk.Feed.Metadata;
using Kiosk.Feed.Records;
using Kiosk.Service.Cache;
using Kiosk.Service.Cache.Source;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Service.CommandLine.Arguments;
using Kiosk.Service.Configuration;
using Kiosk.Service.Sync;
using Kiosk.Service.Time;

namespace Kiosk.Service.CommandLine;

/// <summary><c>kiosk cache build|upkeep</c>: a new generation, from a folder of files or of the one in force; a running service sees it at the next tap.</summary>
internal static class CacheCommand
{
    public static Command Create() => new("cache", "Build what cards are judged by, and look after it.") { Build(), Upkeep() };

    private static Command Build()
    {
        var common = new CommonOptions();
        var from = new Option<string>("--from") { Description = "The folder with profile, anchors, issuers, CRLs, members, meetings and procedures.", HelpName = "DIR", Required = true };
        var command = new Command("build", "Builds a new generation beside the one in use and puts it in its place, all of it or nothing.") { from };
        common.AddTo(command);
        command.SetAction(parsed =>
        {
            common.RequireOwner(parsed);
            var source = GivenPath.Folder(parsed.GetValue(from)!);
            GivenPath.FolderToWrite(common.Folders(parsed).Data);
            RequireNoFeed(common.Folders(parsed));
            return Print(BuildWithProgress(common.Cache(parsed), source), parsed.GetValue(common.Json));
        });
        return command;
    }

    private static Command Upkeep()
    {
        var common = new CommonOptions();
        var command = new Command("upkeep", "Do what the service does at quiet hours: merge layers into one file, or else read everything once. Exit code 1: something is damaged; 3: a sync is in progress.");
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            common.RequireOwner(parsed);
            var time = TimeProvider.System;
            var site = new SyncSite(
                common.Folders(parsed).Sync, common.Cache(parsed), Cache: null, Provinces: [], new ClockMonitor(time, ClockSource.OfMachine(), BuildInstant.Value), new DurableFiles());
            var outcome = await new CacheUpkeep(site, time).RunAsync(cancellationToken);
            var report = new UpkeepReport(outcome.GetType().Name.ToLowerInvariant(), outcome.Sentence);
            var code = outcome switch
            {
                UpkeepOutcome.Damaged => ExitCode.No,
                UpkeepOutcome.Postponed => ExitCode.NotAvailable,
                _ => ExitCode.Done,
            };
            Console.WriteLine(parsed.GetValue(common.Json) ? JsonAnswer.Of(report, CacheReportJson.Default.UpkeepReport, code, report.Sentence) : report.Sentence);
            return code;
        });
        return command;
    }

    // The cache may have been removed together with its own record of the feed.
    private static void RequireNoFeed(KioskFolders folders)
    {
        if (SyncSite.MetadataIn(folders.Sync, new DurableFiles()).Read(RoleName.Timestamp) is not null)
        {
            throw CacheBuilder.FromFeed($"What was last in force in {folders.Cache} came from the signed feed whose metadata lies in {folders.Sync}");
        }
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
            var explained = DiskException.Explain(exception, store.Folder);
            throw new InputException(explained == exception && exception is not DiskException ? $"The cache in {store.Folder} cannot be written: {SystemRefusal.SentenceOf(exception)}" : explained.Message, exception);
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
            Console.WriteLine(JsonText.Of(report, CacheReportJson.Default.CacheBuildReport));
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

/// <summary>The output of <c>kiosk cache upkeep --json</c>.</summary>
/// <param name="Outcome">compacted, whole, postponed or damaged.</param>
internal sealed record UpkeepReport(string Outcome, string Sentence);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CacheBuildReport))]
[JsonSerializable(typeof(UpkeepReport))]
internal sealed partial class CacheReportJson : JsonSerializerContext;
