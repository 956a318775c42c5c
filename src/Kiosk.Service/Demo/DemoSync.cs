using Kiosk.Service.CommandLine.Answers;
using Kiosk.Service.Sync;
using Kiosk.Words;

namespace Kiosk.Service.Demo;

/// <summary>Syncs the demo's terminal from the demo's own feed, which must succeed.</summary>
internal static class DemoSync
{
    /// <exception cref="ServiceUnavailableException">Part of the feed did not arrive.</exception>
    public static async Task RunAsync(SyncSetup sync, CancellationToken cancellationToken)
    {
        var outcome = await sync.Sync.RunAsync(sync.Source!, cancellationToken);
        if (outcome is not (SyncOutcome.Applied { Problems.Count: 0 } or SyncOutcome.NotModified))
        {
            throw new ServiceUnavailableException(Phrase.WithDetail("Chưa nhận được nguồn dữ liệu của chính bản minh họa", $"The demo's own feed did not arrive: {outcome.Sentence}"));
        }
    }
}
