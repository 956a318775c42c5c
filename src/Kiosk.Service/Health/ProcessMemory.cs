using System.Runtime.InteropServices;
using Kiosk.Durability;

namespace Kiosk.Service.Health;

/// <summary>Protects the process's memory, which contains data of the last tap: no core dump, and no reading or tracing by other processes of the same user.</summary>
internal static class ProcessMemory
{
    private const int PR_GET_DUMPABLE = 3;
    private const int PR_SET_DUMPABLE = 4;
    private const int RLIMIT_CORE = 4;
    private const int M_ARENA_MAX = -8;

    /// <summary>Whether the kernel would write the memory to a core file or let another process of the same user inspect it (prctl(2)).</summary>
    public static bool IsDumpable => Libc.prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) != 0;

    /// <summary>Two heaps for the native libraries of all threads (mallopt(3)): left to itself, glibc gives eight a processor, and each keeps a megabyte or two once it was used.</summary>
    public static void ShareHeaps() => _ = Libc.mallopt(M_ARENA_MAX, 2);

    /// <exception cref="InvalidOperationException">The kernel refused, which it never should.</exception>
    public static void Seal()
    {
        var nothing = default(Libc.Rlimit);
        if (Libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0 || Libc.setrlimit(RLIMIT_CORE, in nothing) != 0)
        {
            throw new InvalidOperationException($"The process' memory cannot be kept out of core dumps (errno {Marshal.GetLastPInvokeError()}).");
        }
    }
}
