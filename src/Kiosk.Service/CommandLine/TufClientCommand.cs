using System.CommandLine;
using Kiosk.Feed.Metadata;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Service.CommandLine.Arguments;
using Kiosk.Service.Sync;

namespace Kiosk.Service.CommandLine;

/// <summary>
/// <c>kiosk tuf-client</c>: the command-line interface that tuf-conformance (CLIENT-CLI.md) tests TUF clients through. Exits with 0 or 1 only; uses the process's
/// own clock.
/// </summary>
internal static class TufClientCommand
{
    public const string Name = "tuf-client";

    public static Command Create()
    {
        var options = new TufClientArguments();
        var command = new Command(Name, "A standalone TUF client, for conformance tests. Exit code 0: done; 1: anything else.")
        {
            Init(options),
            Verb("refresh", "Update the trusted metadata from the repository.", options, RefreshAsync),
            Verb("download", "Update the trusted metadata, then download each target in order; stop at the first failure.", options, DownloadAsync),
        };
        options.AddTo(command);
        return command;
    }

    private static Command Init(TufClientArguments options)
    {
        var root = new Argument<string>("TRUSTED_ROOT") { Description = "Initial root metadata." };
        var command = new Command("init", "Store the trusted root, without contacting the repository.") { root };
        command.SetAction((parsed, cancellationToken) => TufClientRun.GuardAsync(options.Json(parsed), async () =>
        {
            var path = parsed.GetValue(root)!;
            var store = options.StoreToWrite(parsed);
            var content = GivenPath.Read(path, MetadataParser.MaxLength);
            if (FeedRoot.FaultOf(content) is { } fault)
            {
                throw new InputException($"{path} cannot be used as the root of a repository: {fault}");
            }

            store.Initialise(content);
            return $"{path} is the trusted root.";
        }));
        return command;
    }

    private static Command Verb(string name, string description, TufClientArguments options, Func<TufClientRun, CancellationToken, Task<string>> action)
    {
        var command = new Command(name, description);
        command.SetAction((parsed, cancellationToken) => TufClientRun.GuardAsync(options.Json(parsed), async () =>
        {
            using var run = TufClientRun.Of(options, parsed);
            return await action(run, cancellationToken);
        }));
        return command;
    }

    private static async Task<string> RefreshAsync(TufClientRun run, CancellationToken cancellationToken)
    {
        await run.RefreshAsync(cancellationToken);
        return "The metadata is up to date.";
    }

    private static async Task<string> DownloadAsync(TufClientRun run, CancellationToken cancellationToken)
    {
        await run.RefreshAsync(cancellationToken);
        return await run.DownloadAsync(cancellationToken);
    }
}
