using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Kiosk.Durability;
using Kiosk.Service.Cache.Rows;
using Kiosk.Words;

namespace Kiosk.Service.Cache;

/// <summary>
/// What this terminal keeps beside its cache, of which the cache itself can say nothing: the key that its files are sealed with, and the highest generation that was in force. Both lie beside the
/// journal, as <c>cache.key</c> (32 random bytes, made on first use and encrypted with a key of the terminal's key store, AES-256-GCM) and <c>cache.floor</c> (the number and its seal), for the service's own user only.
/// </summary>
/// <param name="cacheFolder">The files are called as it is.</param>
/// <param name="deviceKey">32 bytes from the key store; null while the terminal has no keys: <c>cache.key</c> then lies open, until the keys are made (<see cref="Adopt"/>).</param>
internal sealed class CacheSeal(string cacheFolder, IDurableFiles files, byte[]? deviceKey)
{
    private const int MaxFloorLength = 128;
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int WrappedLength = NonceLength + CacheSealKey.Length + TagLength;

    private readonly string keyPath = Path.TrimEndingDirectorySeparator(Path.GetFullPath(cacheFolder)) + ".key";
    private readonly string floorPath = Path.TrimEndingDirectorySeparator(Path.GetFullPath(cacheFolder)) + ".floor";

    /// <summary>Whether anything was ever built here, as far as a file says it.</summary>
    public bool HasFloor => File.Exists(floorPath);

    /// <exception cref="CacheException">The key is not there or cannot be used.</exception>
    public CacheSealKey ReadKey() => TryReadKey() ?? throw new CacheException(
        CacheFault.Damaged, new Phrase(
            $"Không có {keyPath}, hoặc tệp không còn như khóa của máy này đã tạo: thiếu tệp đó thì không phân biệt được dữ liệu trong {cacheFolder} là thật hay giả.",
            $"{keyPath} is missing, or is not as this terminal's keys made it: without it what lies in {cacheFolder} cannot be told from a forgery.").Then(CacheException.FetchAnew));

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
        Keep(secret);
        var made = new CacheSealKey(secret);
        new FeedMemory(cacheFolder, this, files).Begin(made);
        files.Replace(floorPath, Encode(0, made));
        return made;
    }

    /// <exception cref="CacheException">The file is not there, cannot be read, or was not written by this terminal.</exception>
    public long ReadFloor(CacheSealKey key) => TryReadFloor(key) ?? throw new CacheException(
        CacheFault.Damaged, new Phrase(
            $"Không có {floorPath}, hoặc tệp không còn như máy này đã ghi: không còn gì cho biết phiên bản nào có hiệu lực gần nhất.",
            $"{floorPath} is missing or is not as this terminal wrote it: nothing says any more which generation was last in force.").Then(CacheException.FetchAnew));

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
    public CacheSealKey? TryReadKey() => Read(keyPath, WrappedLength) switch
    {
        { Length: CacheSealKey.Length } secret when deviceKey is null => new(secret),
        { Length: WrappedLength } wrapped when deviceKey is not null => Unwrap(wrapped),
        _ => null,
    };

    /// <summary>Binds what was built before the terminal had keys to the keys that it has just made. Never later: whoever has the disk could put an open key and a cache of his own there.</summary>
    /// <exception cref="IOException">The key cannot be kept.</exception>
    /// <exception cref="CacheException">The key cannot be read.</exception>
    public void Adopt()
    {
        if (Read(keyPath, WrappedLength) is { Length: CacheSealKey.Length } secret)
        {
            Keep(secret);
        }
    }

    private void Keep(byte[] secret) => files.Replace(keyPath, deviceKey is null ? secret : Wrap(secret, deviceKey));

    private static byte[] Wrap(byte[] secret, byte[] deviceKey)
    {
        var wrapped = new byte[WrappedLength];
        var nonce = wrapped.AsSpan(0, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(deviceKey, TagLength);
        cipher.Encrypt(nonce, secret, wrapped.AsSpan(NonceLength, secret.Length), wrapped.AsSpan(WrappedLength - TagLength));
        return wrapped;
    }

    private CacheSealKey? Unwrap(byte[] wrapped)
    {
        try
        {
            var secret = new byte[CacheSealKey.Length];
            using var cipher = new AesGcm(deviceKey!, TagLength);
            cipher.Decrypt(wrapped.AsSpan(0, NonceLength), wrapped.AsSpan(NonceLength, secret.Length), wrapped.AsSpan(WrappedLength - TagLength), secret);
            return new(secret);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

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
