using Kiosk.Testing.Processes;

namespace Kiosk.Testing.Durability;

/// <summary>A preload library that lets a number of syncs succeed and fails all later ones with EIO, like a dying disk.</summary>
internal static class SyncShim
{
    /// <summary>Compiles the library with <c>cc</c>.</summary>
    /// <returns>The library's path.</returns>
    public static string Build(TestFolder folder, int successes)
    {
        using (var source = File.CreateText(folder["shim.c"]))
        {
            source.Write($$"""
                #define _GNU_SOURCE
                #include <dlfcn.h>
                #include <errno.h>
                static int left = {{successes}};
                static int pass(const char *name, int fd) {
                    if (left-- <= 0) { errno = EIO; return -1; }
                    return ((int (*)(int))dlsym(RTLD_NEXT, name))(fd);
                }
                int fsync(int fd) { return pass("fsync", fd); }
                int fdatasync(int fd) { return pass("fdatasync", fd); }
                """);
        }

        ChildProcess.Run("cc", "-shared", "-fPIC", "-o", folder["shim.so"], folder["shim.c"], "-ldl").With(0);
        return folder["shim.so"];
    }
}
