using System.Text;
using Kiosk.Durability;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Service.CommandLine.Client;
using Kiosk.Service.Configuration;
using Kiosk.Service.Health;
using Kiosk.Service.Sync;
using Kiosk.Ui.Screens;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine;

/// <summary>Tells the running service that another process has synced its terminal.</summary>
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

    /// <summary>The news of an import that failed.</summary>
    public static StickNews Of(Exception failure, string dataFolder) => DiskFault.In(failure, dataFolder) switch
    {
        { Kind: DiskFaultKind.Full } => StickNews.DiskFull,
        not null => StickNews.DiskFailed,
        null => StickNews.Refused,
    };

    /// <param name="news">What to show to whoever plugged the stick in; null after a sync over the network.</param>
    public static async Task ShowAsync(KioskFolders folders, StickNews? news, CancellationToken cancellationToken)
    {
        using var client = new ControlClient(folders, Language.English);
        try
        {
            await client.PostAsync(SocketGuard.CommandPrefix + "/sync", Encoding.ASCII.GetBytes(news?.ToString() ?? ""), cancellationToken);
        }
        catch (ServiceUnavailableException)
        {
            // Without a running service there is no screen; exit code and output still report the result.
        }
    }
}
