namespace Kiosk.Durability;

/// <summary>
/// Owns power-loss safety. These are the system calls each method makes, in order; names are resolved relative to a folder that is opened once (<c>openat</c> and the like):
/// <list type="table">
/// <item><term><see cref="OpenAppend"/></term><description>open(O_WRONLY|O_APPEND|O_CREAT|O_NOFOLLOW|O_NONBLOCK, 0600), fsync(folder)</description></item>
/// <item><term><see cref="IDurableFile.Append"/></term><description>write, fdatasync</description></item>
/// <item><term><see cref="Truncate"/></term><description>open(O_WRONLY|O_NOFOLLOW|O_NONBLOCK), ftruncate, fsync</description></item>
/// <item><term><see cref="Replace"/></term><description>unlink(path.tmp), open(path.tmp, O_CREAT|O_EXCL|O_NOFOLLOW|O_NONBLOCK, 0600), write, fsync, rename(path.tmp, path), fsync(folder)</description></item>
/// <item><term><see cref="Sync"/>, <see cref="SyncFolder"/></term><description>open(O_RDONLY|O_NONBLOCK), fsync</description></item>
/// </list>
/// Every result is checked, and a failed sync is never retried. .NET's own flush ignores a failed fsync and cannot sync a folder at all. A planted symbolic link is replaced or refused,
/// never followed.
/// </summary>
internal sealed class DurableFiles : IDurableFiles
{
    /// <inheritdoc/>
    public IDurableFile OpenAppend(string path)
    {
        using var folder = SystemCall.OpenFolderOf(path);
        var file = SystemCall.OpenIn(folder, path, Libc.WriteOnly | Libc.Append | Libc.Create);
        try
        {
            // Even if the file existed: an earlier process may have died between creating it and syncing its folder.
            SystemCall.Sync(folder, path);
            return new DurableFile(file, path);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Truncate(string path, long length)
    {
        using var folder = SystemCall.OpenFolderOf(path);
        using var file = SystemCall.OpenIn(folder, path, Libc.WriteOnly);
        SystemCall.Truncate(file, length, path);
        SystemCall.Sync(file, path);
    }

    /// <inheritdoc/>
    public void Replace(string path, ReadOnlySpan<byte> content)
    {
        var temporary = path + ".tmp";
        using var folder = SystemCall.OpenFolderOf(path);
        try
        {
            using (var file = PlainFile.CreateIn(folder, temporary))
            {
                SystemCall.Write(file, content, temporary);
                SystemCall.Sync(file, temporary);
            }

            SystemCall.RenameIn(folder, temporary, path);
        }
        catch (IOException)
        {
            // The temporary file is useless and would keep a full disk full. Best effort: the original failure is thrown either way.
            _ = Libc.unlinkat(folder, Path.GetFileName(temporary), 0);
            throw;
        }

        SystemCall.Sync(folder, path);
    }

    /// <inheritdoc/>
    public void Sync(string path)
    {
        using var file = SystemCall.Open(path, Libc.ReadOnly | Libc.NonBlocking);
        SystemCall.Sync(file, path);
    }

    /// <inheritdoc/>
    public void SyncFolder(string path) => Sync(path);
}
