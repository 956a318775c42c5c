using Kiosk.Durability;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Identity.Opening;
using Kiosk.Service.Cache;
using Kiosk.Service.Configuration;
using Kiosk.Service.Identity;
using Kiosk.Trials.Hostile.Play;
using Kiosk.Trials.World;
using Kiosk.Verification.Judging;

namespace Kiosk.Service.SelfTest;

/// <summary>Plays cases on the terminal's real check-in loop, and syncs its cache as from a USB stick.</summary>
/// <param name="verify">The verification under test.</param>
internal sealed class TrialSite(TrialPki pki, VerifyEvidence verify, MakeTrialReader makeReader) : ITrialSite
{
    private readonly Traces traces = new(pki.Members);
    private readonly AudienceKeyring keyring = new(pki.Terminal.Id, pki.Terminal.Recipient);

    public async Task<ITrialTerminal> StartAsync(TrialSetting setting, string data, string cacheData, ManualTimeProvider time, CancellationToken cancellationToken)
    {
        // The terminal's first start takes over a cache that was synced before it.
        TerminalKeys.Open(new KioskFolders(data), TrialPki.TerminalId, KeyStoreSettings.InFile, new DurableFiles()).Dispose();
        var folder = new KioskFolders(cacheData).Cache;
        var cache = new KioskCache(new CacheStore(folder, new DurableFiles(), CacheKey.Beside(folder, KeyStoreSettings.InFile), keyring), time);
        return await TrialTerminal.StartAsync(setting, verify, makeReader, data, cache, new Aftermath(traces), time, cancellationToken);
    }

    public async Task<bool> TakeAsync(TrialFeed feed, string data, CancellationToken cancellationToken) =>
        await TrialSync.TakeAsync(feed, data, keyring, new ManualTimeProvider(TrialPki.Now), cancellationToken) is [];
}
