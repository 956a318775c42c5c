using System.Security.Cryptography;
using System.Text.Json;
using Kiosk.Durability;
using Kiosk.Feed.Metadata;
using Kiosk.Service.Cache.Rows;

namespace Kiosk.Service.Cache;

/// <summary>
/// How new the feed was that was in force on this terminal, kept where deleting its metadata does not reach: <c>cache.feed</c> beside <c>cache.floor</c>, and in the header of every generation.
/// </summary>
/// <param name="cacheFolder">The file is called as it is.</param>
internal sealed class FeedMemory(string cacheFolder, CacheSeal seal, IDurableFiles files)
{
    /// <summary>More than a snapshot can list.</summary>
    private const int MaxLength = 4 * 1024 * 1024;

    public string Path { get; } = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(cacheFolder)) + ".feed";

    /// <returns>Null where there is no file that this terminal wrote; <see cref="FeedVersions.None"/> where no feed was in force yet.</returns>
    /// <exception cref="CacheException">The file cannot be read.</exception>
    public FeedVersions? TryRead(CacheSealKey key)
    {
        if (CacheSeal.Read(Path, MaxLength) is not { Length: > CacheSealKey.Length } content)
        {
            return null;
        }

        var json = content.AsSpan(CacheSealKey.Length);
        return CryptographicOperations.FixedTimeEquals(content.AsSpan(0, CacheSealKey.Length), key.SealOfFeed(json)) ? JsonSerializer.Deserialize(json, CacheJson.FeedVersions) : null;
    }

    /// <summary>
    /// What was in force, by the file if it is not older than what the terminal signed, or, where that was lost, by the generation in force, which was built by no newer feed.
    /// </summary>
    /// <returns>Null where something was in force, and nothing that this terminal wrote says what.</returns>
    /// <exception cref="CacheException">Something belongs to another user.</exception>
    public FeedVersions? Recall(CacheStore store)
    {
        if (seal.TryReadKey() is { } key && TryRead(key) is { } kept && kept.Timestamp >= store.Expected.Timestamp)
        {
            return kept;
        }

        try
        {
            using var generation = store.Open().Generation;

            // One that an earlier version built from a folder knows of none: that is no memory.
            return generation.Header.Feed;
        }
        catch (CacheException e) when (e.Fault is not CacheFault.Denied)
        {
            // Where everything was taken away, as the remedy for a desk that begins anew says, another feed may begin.
            return !WasUsed(e.Fault) ? FeedVersions.None
                : store.Expected.Timestamp > 0 ? FeedVersions.None with { Timestamp = store.Expected.Timestamp }
                : null;
        }
    }

    /// <summary>Remembers what is in force from now on.</summary>
    /// <exception cref="IOException">It cannot be kept.</exception>
    /// <exception cref="CacheException">What is kept cannot be read.</exception>
    public void Keep(FeedVersions versions)
    {
        DurableFolder.Create(System.IO.Path.GetDirectoryName(Path)!, files);
        var content = Encode(versions, seal.EnsureKey());
        if (CacheSeal.Read(Path, MaxLength)?.AsSpan().SequenceEqual(content) is not true)
        {
            files.Replace(Path, content);
        }
    }

    /// <summary>For a key that was just made: nothing was in force under it.</summary>
    /// <exception cref="IOException">It cannot be kept.</exception>
    public void Begin(CacheSealKey key) => files.Replace(Path, Encode(FeedVersions.None, key));

    // A key alone is what a power cut leaves of the first use.
    private bool WasUsed(CacheFault fault) => fault is not CacheFault.Missing || seal.HasFloor || File.Exists(Path);

    private static byte[] Encode(FeedVersions versions, CacheSealKey key)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(versions, CacheJson.FeedVersions);
        return [.. key.SealOfFeed(json), .. json];
    }
}
