using Kiosk.Durability;
using Kiosk.Service.Cache.Rows;

namespace Kiosk.Service.Sync;

/// <summary>What is done to the cache when nobody waits for anything: layers are merged, or else everything is read once, so that damage is found before a card needs the row.</summary>
internal sealed class CacheUpkeep(SyncSite site, TimeProvider time)
{
    /// <summary>Not while a sync is under way, and no sync begins meanwhile.</summary>
    /// <exception cref="IOException">The disk is full or failing; what was in force still is.</exception>
    public async Task<UpkeepOutcome> RunAsync(CancellationToken cancellationToken)
    {
        if (!site.Store.IsBegun)
        {
            return new UpkeepOutcome.Postponed(site.Store.NothingYet);
        }

        DurableFolder.Create(site.Folder, site.Files);
        using var alone = FileLock.TryTake(site.LockFile);
        if (alone is null)
        {
            return new UpkeepOutcome.Postponed("A sync is under way; the cache is looked after another time.");
        }

        var number = site.Store.ReadPointer()?.Number ?? 0;
        try
        {
            if (await site.CompactAsync(time, cancellationToken) is { } compacted)
            {
                return new UpkeepOutcome.Compacted(compacted);
            }

            await LowPriority.RunAsync(() =>
            {
                site.Store.CheckCurrent(cancellationToken);
                return true;
            });
            return new UpkeepOutcome.Whole(number);
        }
        catch (CacheException e) when (e.Fault is CacheFault.Damaged)
        {
            site.Suspects.Mark(number);
            return new UpkeepOutcome.Damaged(e.Message);
        }
        catch (CacheException e) when (e.Fault is CacheFault.Denied or CacheFault.RolledBack)
        {
            return new UpkeepOutcome.Damaged(e.Message);
        }
        catch (CacheException e)
        {
            return new UpkeepOutcome.Postponed(e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (DiskException.Explain(e, site.Store.Folder) is var explained && explained != e)
            {
                throw explained;
            }

            throw;
        }
    }
}
