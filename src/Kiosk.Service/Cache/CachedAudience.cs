using System.Collections.Concurrent;
using Kiosk.Feed.Sealing;
using Kiosk.Service.Cache.Rows;

namespace Kiosk.Service.Cache;

/// <summary>The keys to the sealed sets of a generation, each opened when it is first needed.</summary>
/// <param name="sets">Those of wrapped keys.</param>
/// <param name="keyring">Null for a program that looks up no member or meeting.</param>
internal sealed class CachedAudience(GenerationFile file, IReadOnlyList<CachedSet> sets, AudienceKeyring? keyring)
{
    private readonly ConcurrentDictionary<string, AudienceKey> keys = new(StringComparer.Ordinal);

    /// <exception cref="CacheException"><see cref="CacheFault.NoAccess"/>: this terminal cannot open the province's data; or a row is damaged.</exception>
    public AudienceKey KeyOf(CachedSet sealedSet) => keys.GetOrAdd(sealedSet.Province, Open);

    /// <summary>Opens all of them, so that no tap has to.</summary>
    /// <inheritdoc cref="KeyOf"/>
    public void OpenAll(IEnumerable<CachedSet> sealedSets)
    {
        foreach (var set in sealedSets.Where(set => set.Rows > 0))
        {
            KeyOf(set);
        }
    }

    private AudienceKey Open(string province)
    {
        if (keyring is null)
        {
            throw new CacheException(CacheFault.NoAccess, $"This program has no key to the data of {province}.");
        }

        if (sets.FirstOrDefault(set => set.Province == province) is not { } set || file.Find(set.Table, keyring.RowKey.Span) is not { } wrapped)
        {
            throw new CacheException(CacheFault.NoAccess, keyring.SentenceOf(province, cause: null));
        }

        try
        {
            return keyring.Open(province, wrapped.Span);
        }
        catch (SealException e)
        {
            throw new CacheException(CacheFault.NoAccess, keyring.SentenceOf(province, e), e);
        }
    }
}
