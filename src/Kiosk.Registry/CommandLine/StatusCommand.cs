using System.CommandLine;
using System.Text.Json.Nodes;
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
    private static readonly Phrase Unpublished = new("Chưa phát hành gì: hãy chạy registry publish --from THƯ-MỤC.", "Nothing is published yet: run registry publish --from DIR.");
    private static readonly Phrase Expired = new(
        "Có phần đã hết hạn: hãy chạy registry publish để ký lại những phần đến hạn; root thì bằng registry root sign.",
        "Something has expired: run registry publish to sign anew what is due; the root by registry root sign.");

    public static Command Create(Language language)
    {
        var common = new CommonOptions(language);
        var command = new Command("status", DeskHelp.Of(
            new("Cho biết đã phát hành những gì và có hiệu lực đến khi nào; mã thoát 1 khi có phần đã hết hạn hoặc chưa phát hành gì.", "Says what is published and until when it is good; exit 1 when something has expired or nothing is published."),
            "registry status --desk desk --json").In(language));
        common.AddTo(command);
        command.SetAction(parsed =>
        {
            var desk = RegistryDesk.Open(parsed.GetValue(common.Desk)!);
            using var tree = desk.OpenFeed();
            var feed = PublishedFeed.Read(tree) ?? throw new RegistryException(RegistryDesk.NoFeed(desk.Feed));
            var status = FeedStatus.Of(tree.Folder, feed, TimeProvider.System.GetUtcNow());
            return Print(status, feed.Timestamp is null ? Unpublished : status.HasExpired ? Expired : null, parsed.GetValue(common.Json), language);
        });
        return command;
    }

    private static int Print(FeedStatus status, Phrase? refusal, bool asJson, Language language)
    {
        if (asJson)
        {
            return JsonPrinter.Print(JsonNode.Parse(JsonText.BytesOf(status, ReportJson.Default.FeedStatus))!.AsObject(), refusal, language);
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

        if (refusal is null)
        {
            return ExitCode.Done;
        }

        Console.WriteLine(refusal.In(language));
        return ExitCode.No;
    }
}
