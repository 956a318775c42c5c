using System.Runtime.InteropServices;
using Kiosk.Feed.Publishing;

namespace Kiosk.Registry.Desk;

/// <summary>fsync, once, with its result heeded: a file that is never rewritten must be whole under its name after a power cut.</summary>
internal sealed class DiskSync : IFeedSync
{
    /// <inheritdoc/>
    public void Sync(string path)
    {
        using var file = Libc.open(path, Libc.ReadOnly | Libc.CloseOnExec, 0);
        if (file.IsInvalid || Libc.fsync(file) != 0)
        {
            var errno = Marshal.GetLastPInvokeError();
            throw new IOException($"fsync of {path} failed: {Marshal.GetPInvokeErrorMessage(errno)} (errno {errno}).", errno);
        }
    }

    /// <inheritdoc/>
    public void SyncFolder(string path) => Sync(path);
}
