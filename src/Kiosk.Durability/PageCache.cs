namespace Kiosk.Durability;

/// <summary>The kernel's page cache.</summary>
internal static class PageCache
{
    /// <summary>
    /// Drops a synced file's pages, so that the next read comes from the disk. After a failed fsync Linux marks the dirty pages clean and keeps them:
    /// a process that starts then would trust a record the disk does not hold. This is advice only (posix_fadvise(2)); a file system may keep the pages.
    /// </summary>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static void Forget(string path)
    {
        using var file = SystemCall.Open(path, Libc.ReadOnly);
        _ = Libc.posix_fadvise(file, 0, 0, Libc.AdviceDontNeed);
    }
}
