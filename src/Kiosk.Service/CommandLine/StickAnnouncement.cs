using System.Text;
using Kiosk.Durability;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Service.CommandLine.Client;
using Kiosk.Service.Configuration;
using Kiosk.Service.Health;
using Kiosk.Service.Sync;
using Kiosk.Ui.Screens;

namespace Kiosk.Service.CommandLine;

/// <summary>Tells a running service that another process synced its terminal.</summary>
internal static class StickAnnouncement
{
    public static StickNews Of(SyncOutcome outcome) => outcome switch
    {
        SyncOutcome.Applied { Problems.Count: 0 } => StickNews.Updated,
        SyncOutcome.Applied => StickNews.Partly,
        SyncOutcome.NotModified => StickNews.NothingNew,
        SyncOutcome.Unreachable or SyncOutcome.Refused { Fault: SyncFault.Incomplete } => StickNews.Incomplete,
        SyncOutcome.Refused { Fault: SyncFault.Older } => StickNews.Older,
        SyncOutcome.Refused { Fault: SyncFault.Foreign } => StickNews.Foreign,
        _ => StickNews.Refused,
    };

    /// <summary>Of an import that broke off.</summary>
    public static StickNews Of(Exception failure, string dataFolder) => DiskTrouble.In(failure, dataFolder) switch
    {
        { Kind: DiskTroubleKind.Full } => StickNews.DiskFull,
        not null => StickNews.DiskFailed,
        null => StickNews.Refused,
    };

    /// <param name="news">What to show whoever brought a stick; null after a sync by wire.</param>
    public static async Task ShowAsync(KioskFolders folders, StickNews? news, CancellationToken cancellationToken)
    {
        using var client = new ControlClient(folders);
        try
        {
            await client.PostAsync(SocketGuard.CommandPrefix + "/sync", Encoding.ASCII.GetBytes(news?.ToString() ?? ""), cancellationToken);
        }
        catch (ServiceUnavailableException)
        {
            // Nobody is shown anything where no service runs; the exit code and the sentence say it too.
        }
    }
}
