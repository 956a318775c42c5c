using System.Runtime.InteropServices;

namespace Kiosk.Service.Health;

/// <summary>Protects the process's memory, which contains data of the last tap: no core dump, and no reading or tracing by other processes of the same user.</summary>
internal static partial class ProcessMemory
{
    private const int PR_GET_DUMPABLE = 3;
    private const int PR_SET_DUMPABLE = 4;
    private const int RLIMIT_CORE = 4;

    /// <summary>Whether the kernel would write the memory to a core file or let another process of the same user inspect it (prctl(2)).</summary>
    public static bool IsDumpable => prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) != 0;

    /// <exception cref="InvalidOperationException">The kernel refused, which it never should.</exception>
    public static void Seal()
    {
        var nothing = default(Rlimit);
        if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0 || setrlimit(RLIMIT_CORE, in nothing) != 0)
        {
            throw new InvalidOperationException($"The process' memory cannot be kept out of core dumps (errno {Marshal.GetLastPInvokeError()}).");
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int prctl(int option, nuint arg2, nuint arg3, nuint arg4, nuint arg5);

    [LibraryImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int setrlimit(int resource, in Rlimit rlim);

    [StructLayout(LayoutKind.Sequential)]
    private struct Rlimit
    {
        public nuint Soft;
        public nuint Hard;
    }
}
