using System.Globalization;
using Kiosk.Collector.Enrolling;
using Kiosk.Collector.Roll;
using Kiosk.CommandLine;
using Kiosk.Durability;
using Kiosk.Feed.Reading;
using Kiosk.Words;

namespace Kiosk.Collector.CommandLine;

/// <summary><c>collector import --feed PATH|URL</c>: reads the desk's list of terminals once, as where the feed comes on a stick.</summary>
internal static class RollImport
{
    public static async Task<int> RunAsync(IFeedContent feed, byte[]? root, string data, bool asJson, Language language, CancellationToken cancellationToken)
    {
        var files = new DurableFiles();
        var roll = await new TerminalRoll(data, files).UpdateAsync(feed, root, TimeProvider.System.GetUtcNow(), cancellationToken);
        using (var desk = EnrolmentDesk.Open(data, makesUp: false, files, TimeProvider.System))
        {
            desk?.Apply(roll.Terminals);
        }

        var revoked = roll.Terminals.Count(record => record.Revoked is not null);
        if (asJson)
        {
            JsonPrinter.Print(new() { ["enrolments"] = roll.Terminals.Count, ["revoked"] = revoked, ["readAt"] = roll.ReadAt?.ToString("O", CultureInfo.InvariantCulture) });
        }
        else
        {
            Console.WriteLine(new Phrase(
                $"Đã đọc danh sách thiết bị của bàn phát hành: {roll.Terminals.Count} lần ghi danh, trong đó {revoked} lần đã bị thu hồi.",
                $"The desk's list of terminals was read: {roll.Terminals.Count} enrolments, {revoked} of them revoked.").In(language));
        }

        return ExitCode.Done;
    }
}
