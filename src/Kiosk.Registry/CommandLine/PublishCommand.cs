using System.CommandLine;
using Kiosk.Feed.Publishing;
using Kiosk.Registry.Desk;
using Kiosk.Registry.Sources;

namespace Kiosk.Registry.CommandLine;

/// <summary><c>registry publish</c>: the source folder becomes the newest publication, with deltas from the one before.</summary>
internal static class PublishCommand
{
    public static Command Create()
    {
        var (common, signing) = (new CommonOptions(), new SigningOptions());
        var from = new Option<string?>("--from") { Description = "The source folder. Without it, what is published is signed anew where that is due.", HelpName = "DIR" };
        var command = new Command("publish", "Publishes a source folder, with the day's deltas; all of it or nothing.") { from };
        common.AddTo(command);
        signing.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var desk = RegistryDesk.Open(parsed.GetValue(common.Desk)!);
            var progress = new LineProgress();
            return await Publication.RunAsync(
                desk,
                parsed.GetValue(common.Json),
                tree =>
                {
                    var publisher = new FeedPublisher(tree, signing.KeysOf(desk, parsed).ToSigners(), desk.Rules, TimeProvider.System);
                    return parsed.GetValue(from) is { } source
                        ? publisher.PublishAsync(new SourceFolder(Path.GetFullPath(source), desk.MeetingSecret, progress).Read(cancellationToken), progress, cancellationToken)
                        : publisher.RenewAsync(cancellationToken);
                },
                cancellationToken);
        });
        return command;
    }

    private sealed class LineProgress : IProgress<string>, IProgress<PublishingProgress>
    {
        public void Report(string value) => Console.Error.WriteLine(value);

        public void Report(PublishingProgress value) => Console.Error.WriteLine($"{value.What} …");
    }
}
