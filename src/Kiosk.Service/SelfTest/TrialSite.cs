using Kiosk.Durability;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Service.Cache;
using Kiosk.Service.Configuration;
using Kiosk.Service.Sync;
using Kiosk.Service.Time;
using Kiosk.Trials.Hostile.Play;
using Kiosk.Trials.World;
using Kiosk.Verification.Judging;

namespace Kiosk.Service.SelfTest;

/// <summary>Plays cases on the terminal's own line, and has its cache synced as from a stick.</summary>
/// <param name="verify">The judgement to try out.</param>
internal sealed class TrialSite(TrialPki pki, VerifyEvidence verify, MakeTrialReader makeReader) : ITrialSite
{
    private readonly Traces traces = new(pki.Members);

    public async Task<ITrialTerminal> StartAsync(TrialSetting setting, string data, string cacheData, ManualTimeProvider time, CancellationToken cancellationToken)
    {
        var cache = new KioskCache(new CacheStore(new KioskFolders(cacheData).Cache, new DurableFiles()), time);
        return await TrialTerminal.StartAsync(setting, verify, makeReader, data, cache, new Aftermath(traces), time, cancellationToken);
    }

    public async Task<bool> TakeAsync(TrialFeed feed, string data, CancellationToken cancellationToken)
    {
        var (folders, files, time) = (new KioskFolders(data), new DurableFiles(), new ManualTimeProvider(TrialPki.Now));
        var clock = new ClockMonitor(time, new ClockSource(() => true, HasRealTimeClock: false), TrialPki.Begin);
        using var setup = SyncSetup.Create(new SyncOptions { Provinces = feed.Province.Text }, folders, new CacheStore(folders.Cache, files), cache: null, clock, files, time);
        if (setup.TrustRoot(feed.RootFile) is { } mistake)
        {
            throw new InvalidOperationException(mistake);
        }

        return await setup.Sync.RunAsync(new StickFeedFiles(feed.Folder, []), cancellationToken) switch
        {
            SyncOutcome.Applied applied => applied.Problems.Count == 0,
            SyncOutcome.NotModified => true,
            var other => throw new InvalidOperationException(other.Sentence),
        };
    }
}
