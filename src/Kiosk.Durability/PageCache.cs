namespace Kiosk.Durability;

/// <summary>The kernel's memory of files.</summary>
internal static class PageCache
{
    /// <summary>
    /// Lets the kernel forget a synced file, so that whatever is read next comes from the disk. After a failed sync Linux keeps the bytes in memory as if they had been
    /// written: a process that starts then would trust a record the disk does not hold. Advice only (posix_fadvise): a file system may keep the pages.
    /// </summary>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static void Forget(string path)
    {
        using var file = SystemCall.Open(path, Libc.ReadOnly);
        _ = Libc.posix_fadvise(file, 0, 0, Libc.AdviceDontNeed);
    }
}
