using Kiosk.Durability;
using Kiosk.Service.Cache.Rows;

namespace Kiosk.Service.Sync;

/// <summary>Idle-time maintenance of the cache: merges layers, or else reads everything once, so that damage is found before a tap needs the row.</summary>
internal sealed class CacheUpkeep(SyncSite site, TimeProvider time)
{
    /// <summary>Mutually exclusive with syncs.</summary>
    /// <exception cref="IOException">The disk is full or failing; the generation in force is unchanged.</exception>
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
            return new UpkeepOutcome.Postponed(new("Đang đồng bộ; bộ nhớ đệm sẽ được kiểm tra vào lúc khác.", "A sync is under way; the cache is looked after another time."));
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
            return new UpkeepOutcome.Damaged(e.Sentence);
        }
        catch (CacheException e) when (e.Fault is CacheFault.Denied or CacheFault.RolledBack)
        {
            return new UpkeepOutcome.Damaged(e.Sentence);
        }
        catch (CacheException e)
        {
            return new UpkeepOutcome.Postponed(e.Sentence);
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
