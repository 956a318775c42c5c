using System.CommandLine;
using Kiosk.CommandLine;
using Kiosk.Feed.Publishing;
using Kiosk.Feed.Records;
using Kiosk.Registry.Desk;
using Kiosk.Source.Problems;
using Kiosk.Source.Text;
using Kiosk.Words;

namespace Kiosk.Registry.CommandLine;

/// <summary><c>registry status</c>: what is published and until when it is good; exit 1 when something has expired or nothing is published.</summary>
internal static class StatusCommand
{
    public static Command Create(Language language)
    {
        var common = new CommonOptions(language);
        var command = new Command("status", DeskHelp.Of(
            new("Cho biết đã phát hành những gì và có hiệu lực đến khi nào; mã thoát 1 khi có phần đã hết hạn.", "Says what is published and until when it is good; exit 1 when something has expired."),
            "registry status --desk desk --json").In(language));
        common.AddTo(command);
        command.SetAction(parsed =>
        {
            var desk = RegistryDesk.Open(parsed.GetValue(common.Desk)!);
            using var tree = desk.OpenFeed();
            var feed = PublishedFeed.Read(tree) ?? throw new RegistryException(RegistryDesk.NoFeed(desk.Feed));
            var status = FeedStatus.Of(tree.Folder, feed, TimeProvider.System.GetUtcNow());
            Print(status, parsed.GetValue(common.Json), language);
            return status.HasExpired || feed.Timestamp is null ? ExitCode.No : ExitCode.Done;
        });
        return command;
    }

    private static void Print(FeedStatus status, bool asJson, Language language)
    {
        if (asJson)
        {
            Console.WriteLine(JsonText.Of(status, ReportJson.Default.FeedStatus));
            return;
        }

        foreach (var role in status.Roles)
        {
            Console.WriteLine(new Phrase(
                $"{role.Role} phiên bản {role.Version}, {(role.IsExpired ? "ĐÃ HẾT HẠN từ" : "có hiệu lực đến")} {role.Expires:yyyy-MM-dd HH:mm'Z'}",
                $"{role.Role} version {role.Version}, {(role.IsExpired ? "EXPIRED" : "good")} until {role.Expires:yyyy-MM-dd HH:mm'Z'}").In(language));
        }

        foreach (var set in status.Sets)
        {
            Console.WriteLine(new Phrase(
                $"{set.Province} {set.Class} phiên bản {set.Version}: {set.Rows} dòng, {set.Bytes} byte, {set.Deltas} delta",
                $"{set.Province} {set.Class} version {set.Version}: {Counted.Of(set.Rows, "row")}, {Counted.Of(set.Bytes, "byte")}, {Counted.Of(set.Deltas, "delta")}").In(language));
        }
    }
}
