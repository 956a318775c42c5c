namespace Kiosk.Feed.Targets;

/// <summary>How a set's file is packed.</summary>
/// <param name="Size">In bytes once decoded.</param>
/// <param name="Length">In bytes, as downloaded: the target's signed length.</param>
public sealed record SetPacking(SetEncoding Encoding, long Size, long Length)
{
    /// <summary>The longest file that is offered or read, decoded.</summary>
    public const long MaxSize = 4L * 1024 * 1024 * 1024;
}

/// <summary>How the bytes of a set's file are packed.</summary>
public enum SetEncoding
{
    /// <summary>As they are: sealed records look like random bytes and do not shrink.</summary>
    Identity = 0,

    /// <summary>RFC 7932.</summary>
    Brotli,
}
