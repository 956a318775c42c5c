using System.Globalization;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Processes;

namespace Kiosk.EndToEnd.Tests.Faults;

/// <summary>
/// A preloaded library that counts every system call with which a program changes files below a folder, and kills the program (SIGKILL) just before the call with a
/// given number. If that call is a write, its first half goes through.
/// </summary>
internal sealed class StepShim
{
    private readonly string library;
    private readonly string log;

    /// <summary>Compiles it with the machine's <c>cc</c>.</summary>
    public StepShim(TestFolder folder, string watched)
    {
        (library, log) = (folder["steps.so"], folder["steps.log"]);
        File.WriteAllText(folder["steps.c"], $$"""
            #define _GNU_SOURCE
            #include <dlfcn.h>
            #include <fcntl.h>
            #include <signal.h>
            #include <stdarg.h>
            #include <stdio.h>
            #include <stdlib.h>
            #include <string.h>
            #include <sys/stat.h>
            #include <unistd.h>
            static const char watched[] = "{{watched}}/", logged[] = "{{log}}";
            static long last, count;
            __attribute__((constructor)) static void begin(void) { const char *at = getenv("STEP_AT"); last = at ? atol(at) : 0; }
            static void end(void) { kill(getpid(), SIGKILL); for (;;) pause(); }
            #define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
            static int reached(const char *call, const char *path) {
                if (strncmp(path, watched, sizeof watched - 1)) return 0;
                long number = __sync_add_and_fetch(&count, 1);
                if (!last) {
                    int fd = REAL(open)(logged, O_WRONLY | O_APPEND | O_CREAT, 0600);
                    dprintf(fd, "%s %s\n", call, path + sizeof watched - 1);
                    close(fd);
                }
                return number == last;
            }
            static int reached_fd(const char *call, int fd) {
                char link[64], path[4096];
                snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
                ssize_t length = readlink(link, path, sizeof path - 1);
                if (length < 0) return 0;
                path[length] = 0;
                return reached(call, path);
            }
            #define OPEN(name) int name(const char *path, int flags, ...) { \
                va_list more; va_start(more, flags); mode_t mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(more, mode_t) : 0; va_end(more); \
                if ((flags & (O_CREAT | O_TRUNC)) && reached("open", path)) end(); \
                return REAL(name)(path, flags, mode); }
            OPEN(open) OPEN(open64)
            ssize_t write(int fd, const void *bytes, size_t length) {
                if (reached_fd("write", fd)) { REAL(write)(fd, bytes, length / 2); end(); }
                return REAL(write)(fd, bytes, length); }
            ssize_t pwrite(int fd, const void *bytes, size_t length, off_t at) {
                if (reached_fd("write", fd)) { REAL(pwrite)(fd, bytes, length / 2, at); end(); }
                return REAL(pwrite)(fd, bytes, length, at); }
            ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t at) {
                if (reached_fd("write", fd)) { REAL(pwrite64)(fd, bytes, length / 2, at); end(); }
                return REAL(pwrite64)(fd, bytes, length, at); }
            int ftruncate(int fd, off_t length) { if (reached_fd("truncate", fd)) end(); return REAL(ftruncate)(fd, length); }
            int ftruncate64(int fd, off64_t length) { if (reached_fd("truncate", fd)) end(); return REAL(ftruncate64)(fd, length); }
            int fsync(int fd) { if (reached_fd("sync", fd)) end(); return REAL(fsync)(fd); }
            int fdatasync(int fd) { if (reached_fd("sync", fd)) end(); return REAL(fdatasync)(fd); }
            int rename(const char *from, const char *to) { if (reached("rename", to)) end(); return REAL(rename)(from, to); }
            static int reached_at(const char *call, int dir, const char *name) {
                char link[64], path[8192];
                if (name[0] == '/') return reached(call, name);
                snprintf(link, sizeof link, "/proc/self/fd/%d", dir);
                ssize_t length = readlink(link, path, 4096);
                if (length < 0) return 0;
                snprintf(path + length, sizeof path - length, "/%s", name);
                return reached(call, path);
            }
            int openat(int dir, const char *name, int flags, ...) {
                va_list more; va_start(more, flags); mode_t mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(more, mode_t) : 0; va_end(more);
                if ((flags & (O_CREAT | O_TRUNC)) && reached_at("open", dir, name)) end();
                return REAL(openat)(dir, name, flags, mode); }
            int renameat(int from_dir, const char *from, int to_dir, const char *to) { if (reached_at("rename", to_dir, to)) end(); return REAL(renameat)(from_dir, from, to_dir, to); }
            int unlinkat(int dir, const char *name, int flags) { if (reached_at("unlink", dir, name)) end(); return REAL(unlinkat)(dir, name, flags); }
            int link(const char *from, const char *to) { if (reached("link", to)) end(); return REAL(link)(from, to); }
            int unlink(const char *path) { if (reached("unlink", path)) end(); return REAL(unlink)(path); }
            int mkdir(const char *path, mode_t mode) { if (reached("mkdir", path)) end(); return REAL(mkdir)(path, mode); }
            """);
        ChildProcess.Run("cc", "-shared", "-fPIC", "-O1", "-o", library, folder["steps.c"], "-ldl").With(0);
    }

    /// <summary>Only records every step.</summary>
    public IReadOnlyDictionary<string, string> Recording => Environment(step: 0);

    /// <summary>"call path" of each recorded step; the first is number 1.</summary>
    public IReadOnlyList<string> Recorded => File.ReadAllLines(log);

    public IReadOnlyDictionary<string, string> KillingAt(int step) => Environment(step);

    private Dictionary<string, string> Environment(int step) => new() { ["LD_PRELOAD"] = library, ["STEP_AT"] = step.ToString(CultureInfo.InvariantCulture) };
}
