namespace Kiosk.Feed.Targets;

/// <summary>Encoding and size of a set file.</summary>
/// <param name="Size">Decoded size in bytes.</param>
/// <param name="Length">Size as downloaded, in bytes: the target's signed length.</param>
public sealed record SetPacking(SetEncoding Encoding, long Size, long Length)
{
    /// <summary>Maximum decoded size of a file that is offered or read.</summary>
    public const long MaxSize = 4L * 1024 * 1024 * 1024;
}

/// <summary>The compression of a set file.</summary>
public enum SetEncoding
{
    /// <summary>None: sealed records look random and do not compress.</summary>
    Identity = 0,

    /// <summary>RFC 7932.</summary>
    Brotli,
}
