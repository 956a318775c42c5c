using Kiosk.Durability;
using Kiosk.Identity.Opening;
using Kiosk.Service.Cache;
using Kiosk.Service.Configuration;
using Kiosk.Service.Identity;
using Kiosk.Service.Sync;
using Kiosk.Service.Time;
using Kiosk.Trials.World;

namespace Kiosk.Service.SelfTest;

/// <summary>Syncs a data folder from a test feed, as <c>kiosk sync import</c> does.</summary>
internal static class TrialSync
{
    /// <summary>Lets the terminal in with the keys in its folder, which are made where there are none, publishes and syncs.</summary>
    /// <inheritdoc cref="TakeAsync(TrialFeed, string, AudienceKeyring, TimeProvider, CancellationToken)"/>
    public static async Task<IReadOnlyList<string>> LetInAsync(TrialFeed feed, string data, string terminalId, TimeProvider time, CancellationToken cancellationToken)
    {
        using var keys = TerminalKeys.Open(new KioskFolders(data), terminalId, KeyStoreSettings.InFile, new DurableFiles());
        feed.LetIn(new(terminalId, keys.DecryptionKey.ExportSubjectPublicKeyInfo()));
        await feed.PublishAsync(cancellationToken);
        return await TakeAsync(feed, data, CacheKey.Of(keys), TerminalAudience.KeyringOf(terminalId, keys), time, cancellationToken);
    }

    /// <param name="data">A terminal's data folder, whether or not the terminal is running; set up with the feed's root on first use.</param>
    /// <param name="keyring">The terminal's.</param>
    /// <param name="time">The terminal's clock; attested.</param>
    /// <returns>One sentence per rejected part.</returns>
    /// <exception cref="InvalidOperationException">Nothing was applied.</exception>
    public static Task<IReadOnlyList<string>> TakeAsync(TrialFeed feed, string data, AudienceKeyring keyring, TimeProvider time, CancellationToken cancellationToken) =>
        TakeAsync(feed, data, CacheKey.Beside(new KioskFolders(data).Cache, KeyStoreSettings.InFile), keyring, time, cancellationToken);

    private static async Task<IReadOnlyList<string>> TakeAsync(
        TrialFeed feed, string data, byte[]? deviceKey, AudienceKeyring keyring, TimeProvider time, CancellationToken cancellationToken)
    {
        var (folders, files) = (new KioskFolders(data), new DurableFiles());
        var clock = new ClockMonitor(time, new ClockSource(() => true, HasRealTimeClock: false), TrialPki.Begin);
        using var setup = SyncSetup.Create(new SyncOptions { Provinces = feed.Province.Text }, folders, new CacheStore(folders.Cache, files, deviceKey, keyring), cache: null, clock, files, time);
        if (setup.TrustRoot(feed.RootFile) is { } mistake)
        {
            throw new InvalidOperationException(mistake.English);
        }

        return await setup.Sync.RunAsync(new StickFeedFiles(feed.Folder, []), cancellationToken) switch
        {
            SyncOutcome.Applied applied => [.. applied.Problems.Select(problem => problem.English)],
            SyncOutcome.NotModified => [],
            var other => throw new InvalidOperationException(other.Sentence),
        };
    }
}
