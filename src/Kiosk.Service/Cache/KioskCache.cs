using Kiosk.Service.Cache.Rows;
using Kiosk.Words;

namespace Kiosk.Service.Cache;

/// <summary>The generation in force, replaced in one step: a tap takes <see cref="Current"/> once and keeps to it until it is answered.</summary>
internal sealed class KioskCache(CacheStore store, TimeProvider time) : IDisposable
{
    /// <summary>How long a replaced generation stays open for those who still hold it: far beyond the few seconds a tap may take.</summary>
    public static readonly TimeSpan GracePeriod = TimeSpan.FromMinutes(1);

    /// <summary>Raised when a generation is put in force. Handlers must neither block nor throw.</summary>
    public event Action<CacheGeneration>? Opened;

    private readonly Lock gate = new();
    private readonly List<Retired> retired = [];
    private volatile OpenedGeneration? opened;
    private int held;

    /// <summary>The highest number that was open. What is kept beside the cache can be put back together with it; what this process saw cannot.</summary>
    private long highest;

    /// <exception cref="CacheException">None was opened yet.</exception>
    public CacheGeneration Current =>
        opened?.Generation ?? throw new CacheException(CacheFault.Missing, new($"Chưa mở phiên bản nào của {store.Folder}.", $"No generation of {store.Folder} is open."));

    public bool IsOpen => opened is not null;

    /// <summary>
    /// Opens what is in force and puts it in place of what was open before. Where it cannot be used nothing is open any more: a generation that was replaced judges nobody. Costs one small read
    /// while CURRENT says the same.
    /// </summary>
    /// <returns>False when nothing changed.</returns>
    /// <exception cref="CacheException">What is in force cannot be used.</exception>
    public bool Refresh()
    {
        if (Volatile.Read(ref held) > 0 && opened is not null)
        {
            return false;
        }

        lock (gate)
        {
            if (opened is not null && store.ReadPointer() is { } pointer && opened.Pointer == pointer)
            {
                return false;
            }

            try
            {
                var next = Open();
                if (next.Generation.Number < highest)
                {
                    next.Generation.Dispose();
                    throw new CacheException(
                        CacheFault.RolledBack,
                        new Phrase(
                            $"Phiên bản {next.Generation.Number} đã được đặt vào chỗ của phiên bản {highest} vừa dùng để xác thực thẻ: những gì bị thu hồi từ đó sẽ bị coi là còn giá trị.",
                            $"Generation {next.Generation.Number} was put in the place of generation {highest}, by which cards were judged a moment ago: what was revoked since would count as good.").Then(CacheException.FetchAnew));
                }

                Replace(next);
                return true;
            }
            catch (CacheException)
            {
                Replace(null);
                throw;
            }
        }
    }

    /// <summary>Takes out of force whatever is older than the data that this terminal signed, also later.</summary>
    public void Expect(FeedFloor signed)
    {
        lock (gate)
        {
            store.Expect(signed);
            if (opened?.Generation.Number < store.Expected.Generation)
            {
                Replace(null);
            }
        }
    }

    /// <summary>Puts a generation that was opened elsewhere in place of what was open before, so that no tap has to open it.</summary>
    public void Adopt(OpenedGeneration next)
    {
        lock (gate)
        {
            Replace(next);
        }
    }

    /// <summary>While a generation is put in force that will be adopted: what is open stays in use without a look at the folder.</summary>
    /// <returns>Ends that.</returns>
    public IDisposable Hold()
    {
        Interlocked.Increment(ref held);
        return new Holding(this);
    }

    public void Dispose()
    {
        lock (gate)
        {
            foreach (var generation in retired)
            {
                generation.Dispose();
            }

            retired.Clear();
            opened?.Generation.Dispose();
            opened = null;
        }
    }

    private OpenedGeneration Open()
    {
        var next = store.Open();
        try
        {
            next.Generation.OpenAudience();
            return next;
        }
        catch (CacheException e) when (e.Fault is CacheFault.NoAccess)
        {
            next.Generation.Dispose();
            throw;
        }
        catch (CacheException)
        {
            // Damage: the first tap that needs the row meets it, and marks it for the next sync.
            return next;
        }
    }

    private void Replace(OpenedGeneration? next)
    {
        var last = opened;
        opened = next;
        highest = Math.Max(highest, next?.Generation.Number ?? 0);
        if (last is not null)
        {
            Retire(last.Generation);
        }

        if (next is not null)
        {
            Opened?.Invoke(next.Generation);
        }
    }

    private void Retire(CacheGeneration generation)
    {
        var old = new Retired(generation);
        retired.Add(old);
        old.Timer = time.CreateTimer(_ => Close(old), null, GracePeriod, Timeout.InfiniteTimeSpan);
    }

    private void Close(Retired old)
    {
        lock (gate)
        {
            retired.Remove(old);
        }

        old.Dispose();
    }

    private sealed class Holding(KioskCache cache) : IDisposable
    {
        private KioskCache? held = cache;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref held, null) is { } cache)
            {
                Interlocked.Decrement(ref cache.held);
            }
        }
    }

    private sealed class Retired(CacheGeneration generation) : IDisposable
    {
        public ITimer? Timer { get; set; }

        public void Dispose()
        {
            Timer?.Dispose();
            generation.Dispose();
        }
    }
}
