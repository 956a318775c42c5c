using System.Runtime.InteropServices;

namespace Kiosk.Testing.Durability;

/// <summary>Until disposed, this thread accesses files as a user who owns none of them, even if the tests run as root (setfsuid(2)).</summary>
internal sealed partial class AnotherUser : IDisposable
{
    private const uint Nobody = 65534;

    private readonly uint former = (uint)setfsuid(Nobody);

    public void Dispose() => _ = setfsuid(former);

    [LibraryImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int setfsuid(uint fsuid);
}
