using System.CommandLine;
using Kiosk.Feed.Publishing;
using Kiosk.Registry.Desk;
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
        var check = new Option<bool>("--check") { Description = "Publish nothing: say all that is wrong with the source folder; exit 1 when it has errors. Needs no desk." };
        var command = new Command("publish", "Publishes a source folder, with the day's deltas; all of it or nothing.\nExample: registry publish --desk desk --from source --check") { from, check };
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
                ? Task.FromResult(Check(folder, new(Path.GetFullPath(source!)), asJson, cancellationToken))
                : PublishAsync(RegistryDesk.Open(folder), desk => signing.KeysOf(desk, parsed).ToSigners(), source, asJson, cancellationToken);
        });
        return command;
    }

    private static int Check(string deskFolder, SourceProblems problems, bool asJson, CancellationToken cancellationToken)
    {
        var desk = File.Exists(Path.Combine(deskFolder, RegistryDesk.SettingsName)) ? RegistryDesk.Open(deskFolder) : null;
        // The meetings' keys are made with the first publication; any will do for looking.
        SourceReading.Read(problems, desk, () => new byte[MeetingSecretLength], asJson ? null : new LineProgress(), cancellationToken);
        if (asJson)
        {
            ReportPrinter.WriteLine(ProblemPrinter.ToJson(problems));
        }
        else
        {
            ProblemPrinter.Print(problems, Console.Out);
            Console.WriteLine($"{problems.Folder} {(problems.HasErrors ? "cannot be published" : "may be published")}: {problems.Summary}.{(desk is null ? $" No desk in {Path.GetFullPath(deskFolder)}: who signs was not looked at." : "")}");
        }

        return problems.HasErrors ? ExitCode.No : ExitCode.Done;
    }

    private static async Task<int> PublishAsync(RegistryDesk desk, Func<RegistryDesk, FeedSigners> signersOf, string? source, bool asJson, CancellationToken cancellationToken)
    {
        var (progress, problems) = (new LineProgress(), source is null ? null : new SourceProblems(Path.GetFullPath(source)));
        return await Publication.RunAsync(
            desk,
            asJson,
            tree =>
            {
                // Keys are opened when there is something to sign.
                var content = problems is null ? null : ReadGood(problems, desk, asJson, progress, cancellationToken);
                var publisher = new FeedPublisher(tree, signersOf(desk), desk.Rules, TimeProvider.System);
                return content is null ? publisher.RenewAsync(cancellationToken) : publisher.PublishAsync(content.Feed, progress, cancellationToken);
            },
            problems,
            cancellationToken);
    }

    private static SourceContent ReadGood(SourceProblems problems, RegistryDesk desk, bool asJson, LineProgress progress, CancellationToken cancellationToken)
    {
        var content = SourceReading.Read(problems, desk, desk.MeetingSecret, progress, cancellationToken);
        if (problems.HasErrors)
        {
            throw new SourceRefusedException(problems);
        }

        if (!asJson)
        {
            ProblemPrinter.Print(problems, Console.Error);
        }

        return content;
    }

    private sealed class LineProgress : IProgress<string>, IProgress<PublishingProgress>
    {
        public void Report(string value) => Console.Error.WriteLine(value);

        public void Report(PublishingProgress value) => Console.Error.WriteLine($"{value.What} …");
    }
}
