using Kiosk.Durability;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Service.Cache;
using Kiosk.Service.Configuration;
using Kiosk.Trials.Hostile.Play;
using Kiosk.Trials.World;
using Kiosk.Verification.Judging;

namespace Kiosk.Service.SelfTest;

/// <summary>Plays cases on the terminal's real check-in loop, and syncs its cache as from a USB stick.</summary>
/// <param name="verify">The verification under test.</param>
internal sealed class TrialSite(TrialPki pki, VerifyEvidence verify, MakeTrialReader makeReader) : ITrialSite
{
    private readonly Traces traces = new(pki.Members);

    public async Task<ITrialTerminal> StartAsync(TrialSetting setting, string data, string cacheData, ManualTimeProvider time, CancellationToken cancellationToken)
    {
        var cache = new KioskCache(new CacheStore(new KioskFolders(cacheData).Cache, new DurableFiles()), time);
        return await TrialTerminal.StartAsync(setting, verify, makeReader, data, cache, new Aftermath(traces), time, cancellationToken);
    }

    public async Task<bool> TakeAsync(TrialFeed feed, string data, CancellationToken cancellationToken) =>
        await TrialSync.TakeAsync(feed, data, new ManualTimeProvider(TrialPki.Now), cancellationToken) is [];
}
