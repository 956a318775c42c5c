using Kiosk.Service.CommandLine.Answers;
using Kiosk.Service.Sync;

namespace Kiosk.Service.Demo;

/// <summary>Brings the demonstration's terminal up to date from the demonstration's own feed, which has no excuse not to arrive.</summary>
internal static class DemoSync
{
    /// <exception cref="ServiceUnavailableException">Something of the feed did not arrive.</exception>
    public static async Task RunAsync(SyncSetup sync, CancellationToken cancellationToken)
    {
        var outcome = await sync.Sync.RunAsync(sync.Source!, cancellationToken);
        if (outcome is not (SyncOutcome.Applied { Problems.Count: 0 } or SyncOutcome.NotModified))
        {
            throw new ServiceUnavailableException($"The demo's own feed did not arrive: {outcome.Sentence}");
        }
    }
}
