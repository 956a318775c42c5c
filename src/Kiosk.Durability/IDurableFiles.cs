namespace Kiosk.Durability;

/// <summary>
/// The file operations whose order and error handling decide what survives a power cut. Every method either has its effect on the disk when it returns or throws
/// <see cref="IOException"/> naming the path and the errno; a failed sync is never retried.
/// </summary>
internal interface IDurableFiles
{
    /// <summary>Opens a file for appending, creating it (mode 0600) if it is missing, and syncs its folder.</summary>
    IDurableFile OpenAppend(string path);

    /// <summary>Truncates the file to a length in bytes and syncs it.</summary>
    void Truncate(string path, long length);

    /// <summary>Replaces the whole content: writes a temporary file beside the target, syncs it, renames it over the target and syncs the folder.</summary>
    void Replace(string path, ReadOnlySpan<byte> content);

    /// <summary>Syncs a file that something else wrote and closed.</summary>
    void Sync(string path);

    /// <summary>Syncs a folder's entries.</summary>
    void SyncFolder(string path);
}

/// <summary>A file open for appending.</summary>
internal interface IDurableFile : IDisposable
{
    long Length { get; }

    /// <summary>Writes all bytes and syncs them. After a failure the file must not be used again.</summary>
    void Append(ReadOnlySpan<byte> bytes);
}
