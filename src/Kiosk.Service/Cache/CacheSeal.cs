using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Kiosk.Durability;
using Kiosk.Service.Cache.Rows;

namespace Kiosk.Service.Cache;

/// <summary>
/// What this terminal keeps beside its cache, of which the cache itself can say nothing: the key that its files are sealed with, and the highest generation that was in force. Both lie beside the
/// journal, as <c>cache.key</c> (32 random bytes, made on first use) and <c>cache.floor</c> (the number and its seal), for the service's own user only.
/// </summary>
/// <param name="cacheFolder">The files are called as it is.</param>
internal sealed class CacheSeal(string cacheFolder, IDurableFiles files)
{
    private const int MaxFloorLength = 128;

    private readonly string keyPath = Path.TrimEndingDirectorySeparator(Path.GetFullPath(cacheFolder)) + ".key";
    private readonly string floorPath = Path.TrimEndingDirectorySeparator(Path.GetFullPath(cacheFolder)) + ".floor";

    /// <summary>Whether anything was ever built here, as far as a file says it.</summary>
    public bool HasFloor => File.Exists(floorPath);

    /// <exception cref="CacheException">The key is not there or cannot be used.</exception>
    public CacheSealKey ReadKey() => TryReadKey() ?? throw new CacheException(
        CacheFault.Damaged, $"{keyPath} is missing or not {CacheSealKey.Length} bytes long: without it what lies in {cacheFolder} cannot be told from a forgery. {CacheStore.FetchAnew}");

    /// <summary>The key; a new one where there is none, by which nothing opens that was there before.</summary>
    /// <exception cref="IOException">The key cannot be kept.</exception>
    /// <exception cref="CacheException">The key cannot be read.</exception>
    public CacheSealKey EnsureKey()
    {
        if (TryReadKey() is { } key)
        {
            return key;
        }

        var secret = RandomNumberGenerator.GetBytes(CacheSealKey.Length);
        files.Replace(keyPath, secret);
        var made = new CacheSealKey(secret);
        new FeedMemory(cacheFolder, files).Begin(made);
        files.Replace(floorPath, Encode(0, made));
        return made;
    }

    /// <exception cref="CacheException">The file is not there, cannot be read, or was not written by this terminal.</exception>
    public long ReadFloor(CacheSealKey key) => TryReadFloor(key) ?? throw new CacheException(
        CacheFault.Damaged, $"{floorPath} is missing or is not as this terminal wrote it: nothing says any more which generation was last in force. {CacheStore.FetchAnew}");

    /// <returns>Null where there is none that this terminal wrote.</returns>
    /// <exception cref="CacheException">The file cannot be read.</exception>
    public long? TryReadFloor(CacheSealKey key) =>
        Read(floorPath, MaxFloorLength) is { } content
        && Encoding.ASCII.GetString(content).Split(' ') is [var number, _]
        && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var floor)
        && CryptographicOperations.FixedTimeEquals(content, Encode(floor, key))
            ? floor
            : null;

    /// <summary>Remembers that the generation was in force; a lower number than the one remembered changes nothing.</summary>
    /// <exception cref="IOException">The number cannot be kept.</exception>
    /// <exception cref="CacheException">What is kept cannot be read.</exception>
    public void Raise(long number, CacheSealKey key)
    {
        if (!(TryReadFloor(key) >= number))
        {
            files.Replace(floorPath, Encode(number, key));
        }
    }

    private static byte[] Encode(long number, CacheSealKey key) => Encoding.ASCII.GetBytes($"{number} {Convert.ToHexStringLower(key.SealOf(number))}\n");

    /// <returns>Null where there is none that can be used.</returns>
    /// <exception cref="CacheException">The key cannot be read.</exception>
    public CacheSealKey? TryReadKey() => Read(keyPath, CacheSealKey.Length) is { Length: CacheSealKey.Length } secret ? new(secret) : null;

    /// <returns>Null where there is no such file, or a longer one.</returns>
    /// <exception cref="CacheException">The file cannot be read.</exception>
    internal static byte[]? Read(string path, int maxLength)
    {
        try
        {
            using var file = PlainFile.TryOpenOwn(path);
            if (file is null)
            {
                return null;
            }

            var length = RandomAccess.GetLength(file);
            var content = new byte[Math.Min(length, maxLength + 1)];
            return RandomAccess.Read(file, content, 0) == content.Length && content.Length <= maxLength ? content : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CacheException.Unreadable(path, e);
        }
    }
}
