using Kiosk.Feed.Sealing;
using Kiosk.Service.Cache.Rows;

namespace Kiosk.Service.Cache;

/// <summary>The keys to the sealed sets of a generation, each opened when it is first needed and held until the generation is closed.</summary>
/// <param name="sets">Those of wrapped keys.</param>
/// <param name="keyring">Null for a program that looks up no member or meeting.</param>
internal sealed class CachedAudience(GenerationFile file, IReadOnlyList<CachedSet> sets, AudienceKeyring? keyring) : IDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, HeldAudience> keys = new(StringComparer.Ordinal);
    private bool isClosed;

    /// <exception cref="CacheException"><see cref="CacheFault.NoAccess"/>: this terminal cannot open the province's data; or a row is damaged, or the generation was closed.</exception>
    public AudienceKey KeyOf(CachedSet sealedSet)
    {
        lock (gate)
        {
            if (!keys.TryGetValue(sealedSet.Province, out var held))
            {
                keys[sealedSet.Province] = held = isClosed ? throw new CacheException(CacheFault.Closed, new("Phiên bản này đã được thay và đóng lại.", "The generation was replaced and closed.")) : Hold(sealedSet.Province);
            }

            return held.Key;
        }
    }

    /// <summary>Opens all of them, so that no tap has to.</summary>
    /// <inheritdoc cref="KeyOf"/>
    public void OpenAll(IEnumerable<CachedSet> sealedSets)
    {
        foreach (var set in sealedSets.Where(set => set.Rows > 0))
        {
            KeyOf(set);
        }
    }

    public void Dispose()
    {
        lock (gate)
        {
            isClosed = true;
            foreach (var held in keys.Values)
            {
                held.Dispose();
            }

            keys.Clear();
        }
    }

    private HeldAudience Hold(string province)
    {
        if (keyring is null)
        {
            throw new CacheException(CacheFault.NoAccess, new($"Chương trình này không có khóa để mở dữ liệu của {province}.", $"This program has no key to the data of {province}."));
        }

        if (sets.FirstOrDefault(set => set.Province == province) is not { } set || file.Find(set.Table, keyring.RowKey.Span) is not { } wrapped)
        {
            throw new CacheException(CacheFault.NoAccess, keyring.SentenceOf(province, cause: null));
        }

        try
        {
            return keyring.Hold(province, wrapped.Span);
        }
        catch (SealException e)
        {
            throw new CacheException(CacheFault.NoAccess, keyring.SentenceOf(province, e), e);
        }
    }
}
