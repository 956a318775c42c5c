using Kiosk.Durability;

namespace Kiosk.Service.Cache.Rows;

/// <summary>The cache cannot answer. The message is one sentence naming the file and the place.</summary>
internal sealed class CacheException(CacheFault fault, string message, Exception? cause = null) : Exception(message, cause)
{
    public CacheFault Fault { get; } = fault;

    /// <summary>The file that the message is about, where it is about one.</summary>
    public string? Path { get; init; }

    /// <summary>A file of the terminal's own that the system does not give, in one sentence.</summary>
    public static CacheException Unreadable(string path, Exception e) => e switch
    {
        UnauthorizedAccessException => new(CacheFault.Denied, $"{path} cannot be read: permission denied. {RemedyFor(path)}", e) { Path = path },
        NotAFileException other => new(CacheFault.Damaged, $"{path}: {other.Reason} {CacheStore.FetchAnew}", e) { Path = path },
        _ => new(CacheFault.Damaged, $"{path} cannot be read: {e.Message} Look at the disk. {CacheStore.FetchAnew}", e) { Path = path },
    };

    private static string RemedyFor(string path)
    {
        try
        {
            var folder = System.IO.Path.GetDirectoryName(path)!;
            var (owner, heir) = (FolderOwner.Of(path), FolderOwner.Of(folder));
            return owner == heir
                ? $"Run this as its owner: {owner.Running("kiosk")} …"
                : $"It belongs to {owner}; give it back to the service's user: sudo chown -R {heir.ForChown} {ShellWord.Of(folder)}";
        }
        catch (IOException)
        {
            return $"Give it back to the service's user: sudo chown -R {SystemUser.OfTheService} {ShellWord.Of(System.IO.Path.GetDirectoryName(path)!)}";
        }
    }
}

/// <summary>What kept the cache from answering.</summary>
internal enum CacheFault
{
    /// <summary>A file is unreadable or not what it should be: the terminal cannot serve.</summary>
    Damaged = 0,

    /// <summary>Nothing was built yet.</summary>
    Missing,

    /// <summary>A file belongs to another user.</summary>
    Denied,

    /// <summary>An older generation was put in the place of the one in force.</summary>
    RolledBack,

    /// <summary>A member's record does not open with the key of this card: treat the holder as unknown.</summary>
    Sealed,

    /// <summary>This terminal is not let in to the data: it has no key that opens it.</summary>
    NoAccess,

    /// <summary>The generation was replaced and closed while somebody still held it.</summary>
    Closed,

    /// <summary>Another program is building a generation in the same folder.</summary>
    Busy,
}
