using System.CommandLine;
using Kiosk.Feed.Metadata;
using Kiosk.Service.CommandLine.Arguments;

namespace Kiosk.Service.CommandLine;

/// <summary>
/// <c>kiosk tuf-client</c>: the command line by which TUF clients are judged from outside (tuf-conformance, CLIENT-CLI.md). It ends with 0 or 1 and nothing else; the
/// clock is the process's own.
/// </summary>
internal static class TufClientCommand
{
    public const string Name = "tuf-client";

    public static Command Create()
    {
        var options = new TufClientArguments();
        var command = new Command(Name, "A TUF client on its own, for conformance tests. Exit codes: 0 done, 1 anything else.")
        {
            Init(options),
            Verb("refresh", "Updates the trusted metadata from the repository.", options, RefreshAsync),
            Verb("download", "Updates the trusted metadata, then downloads each target in order; stops at the first that fails.", options, DownloadAsync),
        };
        options.AddTo(command);
        return command;
    }

    private static Command Init(TufClientArguments options)
    {
        var root = new Argument<string>("TRUSTED_ROOT") { Description = "The root metadata to start from." };
        var command = new Command("init", "Puts the trusted root in place; asks the repository nothing.") { root };
        command.SetAction((parsed, cancellationToken) => TufClientRun.GuardAsync(options.Json(parsed), async () =>
        {
            var path = parsed.GetValue(root)!;
            options.StoreToWrite(parsed).Initialise(GivenPath.Read(path, MetadataParser.MaxLength));
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
