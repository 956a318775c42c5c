using Kiosk.Testing.Durability;
using Kiosk.Testing.Processes;

namespace Kiosk.EndToEnd.Tests.Faults;

/// <summary>A preloaded library that breaks the journal's disk when the test says so.</summary>
internal sealed class DiskShim
{
    private readonly string trigger;

    /// <summary>Compiles it with the machine's <c>cc</c>.</summary>
    public DiskShim(TestFolder folder)
    {
        trigger = folder["broken"];
        Library = folder["shim.so"];
        File.WriteAllText(folder["shim.c"], $$"""
            #define _GNU_SOURCE
            #include <dlfcn.h>
            #include <errno.h>
            #include <fcntl.h>
            #include <stdio.h>
            #include <string.h>
            #include <unistd.h>
            /* The first letter in the trigger file says what breaks: s, syncs with EIO; r, writes with EROFS. */
            static int broken(int fd, char what) {
                char link[64], path[4096], found = 0;
                snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
                ssize_t length = readlink(link, path, sizeof path - 1);
                if (length < 0) return 0;
                path[length] = 0;
                if (!strstr(path, "/journal/")) return 0;
                int trigger = open("{{trigger}}", O_RDONLY);
                if (trigger < 0) return 0;
                ssize_t got = read(trigger, &found, 1);
                close(trigger);
                return got == 1 && found == what;
            }
            static int sync_with(const char *name, int fd) {
                if (broken(fd, 's')) { errno = EIO; return -1; }
                return ((int (*)(int))dlsym(RTLD_NEXT, name))(fd);
            }
            int fsync(int fd) { return sync_with("fsync", fd); }
            int fdatasync(int fd) { return sync_with("fdatasync", fd); }
            ssize_t write(int fd, const void *bytes, size_t count) {
                if (broken(fd, 'r')) { errno = EROFS; return -1; }
                return ((ssize_t (*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write"))(fd, bytes, count);
            }
            """);
        ChildProcess.Run("cc", "-shared", "-fPIC", "-o", Library, folder["shim.c"], "-ldl").With(0);
    }

    public string Library { get; }

    /// <summary>Makes every fsync of a journal file fail with EIO from now on.</summary>
    public void FailSyncs() => File.WriteAllText(trigger, "s");

    /// <summary>Makes every write to a journal file fail with EROFS from now on, as after the kernel has remounted a broken disk.</summary>
    public void TurnReadOnly() => File.WriteAllText(trigger, "r");

    public void Mend() => File.Delete(trigger);
}
