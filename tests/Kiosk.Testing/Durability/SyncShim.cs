using System.Diagnostics;

namespace Kiosk.Testing.Durability;

/// <summary>A library to preload that lets a number of syncs through and fails every later one with EIO, as a dying disk does.</summary>
internal static class SyncShim
{
    /// <summary>Compiles it with the machine's <c>cc</c>.</summary>
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

        using var compiler = Process.Start("cc", ["-shared", "-fPIC", "-o", folder["shim.so"], folder["shim.c"], "-ldl"]);
        compiler.WaitForExit();
        return compiler.ExitCode == 0 ? folder["shim.so"] : throw new InvalidOperationException($"cc ended with {compiler.ExitCode}.");
    }
}
