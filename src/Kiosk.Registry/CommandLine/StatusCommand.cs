using System.CommandLine;
using Kiosk.Feed.Publishing;
using Kiosk.Feed.Records;
using Kiosk.Registry.Desk;
using Kiosk.Registry.Problems;
using Kiosk.Registry.Text;

namespace Kiosk.Registry.CommandLine;

/// <summary><c>registry status</c>: what is published and until when it is good; exit 1 when something has expired or nothing is published.</summary>
internal static class StatusCommand
{
    public static Command Create()
    {
        var common = new CommonOptions();
        var command = new Command("status", "Says what is published and until when it is good; exit 1 when something has expired.\n\nExample: registry status --desk desk --json");
        common.AddTo(command);
        command.SetAction(parsed =>
        {
            var desk = RegistryDesk.Open(parsed.GetValue(common.Desk)!);
            using var tree = desk.OpenFeed();
            var feed = PublishedFeed.Read(tree) ?? throw new RegistryException($"{desk.Feed} holds no feed yet: registry init makes it.");
            var status = FeedStatus.Of(tree.Folder, feed, TimeProvider.System.GetUtcNow());
            Print(status, parsed.GetValue(common.Json));
            return status.HasExpired || feed.Timestamp is null ? ExitCode.No : ExitCode.Done;
        });
        return command;
    }

    private static void Print(FeedStatus status, bool asJson)
    {
        if (asJson)
        {
            Console.WriteLine(JsonText.Of(status, ReportJson.Default.FeedStatus));
            return;
        }

        foreach (var role in status.Roles)
        {
            Console.WriteLine($"{role.Role} version {role.Version}, {(role.IsExpired ? "EXPIRED" : "good")} until {role.Expires:yyyy-MM-dd HH:mm'Z'}");
        }

        foreach (var set in status.Sets)
        {
            Console.WriteLine($"{set.Province} {set.Class} version {set.Version}: {Counted.Of(set.Rows, "row")}, {Counted.Of(set.Bytes, "byte")}, {Counted.Of(set.Deltas, "delta")}");
        }
    }
}
