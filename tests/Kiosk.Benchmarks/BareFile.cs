using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Kiosk.Benchmarks;

/// <summary>The baseline for the journal: one write and one fsync.</summary>
internal sealed partial class BareFile(string path) : IDisposable
{
    private readonly SafeFileHandle handle = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write);
    private long length;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        RandomAccess.Write(handle, bytes, length);
        length += bytes.Length;
        if (fsync(handle) != 0)
        {
            throw new IOException($"fsync failed with errno {Marshal.GetLastPInvokeError()}.");
        }
    }

    public void Dispose() => handle.Dispose();

#pragma warning disable IDE1006 // The C declaration's own name.
    [LibraryImport("libc", SetLastError = true)]
    private static partial int fsync(SafeFileHandle fd);
#pragma warning restore IDE1006
}
