namespace Kiosk.Durability;

/// <summary>
/// Owns power-loss safety. What each method asks of the kernel, in this order, names being looked up in the folder that was opened once (<c>openat</c> and its like):
/// <list type="table">
/// <item><term><see cref="OpenAppend"/></term><description>open(O_WRONLY|O_APPEND|O_CREAT|O_NOFOLLOW|O_NONBLOCK, 0600), fsync(folder)</description></item>
/// <item><term><see cref="IDurableFile.Append"/></term><description>write, fdatasync</description></item>
/// <item><term><see cref="Truncate"/></term><description>open(O_WRONLY|O_NOFOLLOW|O_NONBLOCK), ftruncate, fsync</description></item>
/// <item><term><see cref="Replace"/></term><description>unlink(path.tmp), open(path.tmp, O_CREAT|O_EXCL|O_NOFOLLOW|O_NONBLOCK, 0600), write, fsync, rename(path.tmp, path), fsync(folder)</description></item>
/// <item><term><see cref="Sync"/>, <see cref="SyncFolder"/></term><description>open(O_RDONLY|O_NONBLOCK), fsync</description></item>
/// </list>
/// Every result is checked, and a sync is asked for once: .NET's own flush reports no failure of fsync and cannot sync a folder at all. A symbolic link that somebody planted is replaced or refused,
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
            // Not only when this call created it: an earlier process may have died between creating the file and syncing its folder.
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
        var beside = path + ".tmp";
        using var folder = SystemCall.OpenFolderOf(path);
        try
        {
            using (var file = PlainFile.CreateIn(folder, beside))
            {
                SystemCall.Write(file, content, beside);
                SystemCall.Sync(file, beside);
            }

            SystemCall.RenameIn(folder, beside, path);
        }
        catch (IOException)
        {
            // What is left beside the target is of no use and would keep a full disk full; whether this succeeds changes nothing.
            _ = Libc.unlinkat(folder, Path.GetFileName(beside), 0);
            throw;
        }

        SystemCall.Sync(folder, path);
    }

    /// <inheritdoc/>
    public void Sync(string path)
    {
        using var file = SystemCall.Open(path, Libc.ReadOnly | Libc.WithoutWaiting);
        SystemCall.Sync(file, path);
    }

    /// <inheritdoc/>
    public void SyncFolder(string path) => Sync(path);
}
