using System.CommandLine;
using Kiosk.Feed.Publishing;
using Kiosk.Registry.Desk;
using Kiosk.Registry.Files;
using Kiosk.Registry.Problems;
using Kiosk.Registry.Sources;

namespace Kiosk.Registry.CommandLine;

/// <summary><c>registry publish</c>: the source folder becomes the newest publication, with deltas from the one before.</summary>
internal static class PublishCommand
{
    private const int MeetingSecretLength = 32;

    public static Command Create()
    {
        var (common, signing) = (new CommonOptions(), new SigningOptions());
        var from = new Option<string?>("--from") { Description = "The source folder. Without it, what is published is signed anew where that is due.", HelpName = "DIR" };
        var check = new Option<bool>("--check") { Description = "Publish nothing: say all that is wrong with the source folder, and what would go that terminals have; exit 1 when it has errors. Needs no desk." };
        var shrink = new Option<bool>("--shrink") { Description = "Publish although more than a tenth of something that terminals have would go; without it that is refused with the figures, exit 1." };
        var unusable = new Option<bool>("--accept-unusable") { Description = "Publish lists, authorities and cards that no terminal would use, with a warning each; without it that is refused, exit 2." };
        var command = new Command("publish", "Publishes a source folder, with the day's deltas; all of it or nothing.\nExample: registry publish --desk desk --from source --check") { from, check, shrink, unusable };
        command.Validators.Add(result =>
        {
            if (result.GetValue(check) && result.GetValue(from) is null)
            {
                result.AddError("--check checks a source folder: --from DIR names it.");
            }
        });
        common.AddTo(command);
        signing.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var (folder, asJson, source) = (parsed.GetValue(common.Desk)!, parsed.GetValue(common.Json), parsed.GetValue(from));
            return parsed.GetValue(check)
                ? CheckAsync(folder, new(Path.GetFullPath(source!)), new(parsed.GetValue(shrink), parsed.GetValue(unusable)), asJson, cancellationToken)
                : PublishAsync(RegistryDesk.Open(folder), desk => signing.KeysOf(desk, parsed, signing.PassPhrasesOf(parsed, cancellationToken)).ToSigners(), source, new(parsed.GetValue(shrink), parsed.GetValue(unusable)), asJson, cancellationToken);
        });
        return command;
    }

    private static async Task<int> CheckAsync(string deskFolder, SourceProblems problems, Allowances allowed, bool asJson, CancellationToken cancellationToken)
    {
        var desk = RegistryDesk.IsAt(deskFolder) ? RegistryDesk.Open(deskFolder) : null;
        // The meetings' keys are made with the first publication; any will do for looking.
        using var tree = desk?.OpenFeed();
        var rules = SourceReading.RulesOf(desk, tree, allowed.Unusable);
        var content = SourceReading.Read(problems, desk, rules, () => new byte[MeetingSecretLength], asJson ? null : new LineProgress(), cancellationToken);
        if (desk is not null && tree is not null)
        {
            await AddRefusalsAsync(problems, desk, tree, content, allowed, rules.Now, cancellationToken);
        }

        if (asJson)
        {
            var document = ProblemPrinter.ToJson(problems);
            ReportPrinter.WriteLine(problems.HasErrors ? FailurePrinter.With(FailurePrinter.ToJson($"{problems.Folder} cannot be published: {problems.Summary}.", ExitCode.No), document) : document);
        }
        else
        {
            ProblemPrinter.Print(problems, Console.Out);
            Console.WriteLine($"{problems.Folder} {(problems.HasErrors ? "cannot be published" : "may be published")}: {problems.Summary}.{(desk is null ? $" No desk in {Path.GetFullPath(deskFolder)}: who signs was not looked at." : "")}");
        }

        return problems.HasErrors ? ExitCode.No : ExitCode.Done;
    }

    /// <summary>What a publication would be refused for although the folder is good; of one with errors nobody knows what it would take away.</summary>
    private static async Task AddRefusalsAsync(
        SourceProblems problems, RegistryDesk desk, FeedTree tree, SourceContent content, Allowances allowed, DateTimeOffset now, CancellationToken cancellationToken)
    {
        foreach (var loss in problems.HasErrors ? [] : LossesOf(tree, content, allowed, now))
        {
            problems.Error(problems.Folder, null, loss);
        }

        try
        {
            await PublicationGuard.CheckAsync(desk, tree, cancellationToken);
        }
        catch (RegistryException e)
        {
            problems.Error(problems.Folder, null, e.Message);
        }
    }

    private static IReadOnlyList<string> LossesOf(FeedTree tree, SourceContent content, Allowances allowed, DateTimeOffset now) =>
        !allowed.Shrink && PublishedFeed.Read(tree) is { } published ? Losses.Find(tree, published, content, now) : [];

    private static async Task<int> PublishAsync(RegistryDesk desk, Func<RegistryDesk, FeedSigners> signersOf, string? source, Allowances allowed, bool asJson, CancellationToken cancellationToken)
    {
        var (progress, problems) = (new LineProgress(), source is null ? null : new SourceProblems(Path.GetFullPath(source)));
        return await Publication.RunAsync(
            desk,
            asJson,
            tree =>
            {
                // Keys are opened when there is something to sign.
                var content = problems is null ? null : ReadGood(problems, desk, tree, allowed, asJson, progress, cancellationToken);
                var publisher = new FeedPublisher(tree, signersOf(desk), desk.Rules, TimeProvider.System);
                return content is null ? publisher.RenewAsync(cancellationToken) : PublishAsync(desk, publisher, content, progress, cancellationToken);
            },
            problems,
            cancellationToken);
    }

    private static async Task<PublishingReport> PublishAsync(RegistryDesk desk, FeedPublisher publisher, SourceContent content, LineProgress progress, CancellationToken cancellationToken)
    {
        var report = await publisher.PublishAsync(content.Feed, progress, cancellationToken);
        if (content.Verified is { } verified)
        {
            PrivateFile.Write(desk.VerifiedPath, verified.ToBytes());
        }

        return report;
    }

    private static SourceContent ReadGood(
        SourceProblems problems, RegistryDesk desk, FeedTree tree, Allowances allowed, bool asJson, LineProgress progress, CancellationToken cancellationToken)
    {
        var rules = SourceReading.RulesOf(desk, tree, allowed.Unusable);
        var content = SourceReading.Read(problems, desk, rules, desk.MeetingSecret, progress, cancellationToken);
        if (problems.HasErrors)
        {
            throw new SourceRefusedException(problems);
        }

        if (!asJson)
        {
            ProblemPrinter.Print(problems, Console.Error);
        }

        return LossesOf(tree, content, allowed, rules.Now) is { Count: > 0 } losses ? throw new ShrinkException(losses) : content;
    }

    /// <summary>What the operator says is meant.</summary>
    private readonly record struct Allowances(bool Shrink, bool Unusable);

    private sealed class LineProgress : IProgress<string>, IProgress<PublishingProgress>
    {
        public void Report(string value) => Console.Error.WriteLine(value);

        public void Report(PublishingProgress value) => Console.Error.WriteLine($"{value.What} …");
    }
}
