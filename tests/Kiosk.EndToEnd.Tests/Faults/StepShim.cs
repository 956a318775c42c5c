using System.Globalization;
using Kiosk.Testing.Durability;
using Kiosk.Testing.Processes;

namespace Kiosk.EndToEnd.Tests.Faults;

/// <summary>
/// A preloaded library that counts every system call with which a program changes files below a folder, or reads them where that is asked for, and breaks the call with a given number: kills
/// the program (SIGKILL) just before it, or makes it fail. If that call is a write, its first half goes through before a kill.
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
            #include <errno.h>
            #include <fcntl.h>
            #include <signal.h>
            #include <stdarg.h>
            #include <stdio.h>
            #include <stdlib.h>
            #include <string.h>
            #include <sys/mman.h>
            #include <sys/stat.h>
            #include <unistd.h>
            static const char watched[] = "{{watched}}/", logged[] = "{{log}}";
            enum { KILL = -1, SHORT = -2, LOST = -3 };
            static long last, count;
            static int fault, stays, reads;
            static int number_of(const char *name) { const char *text = getenv(name); return text ? atoi(text) : 0; }
            __attribute__((constructor)) static void begin(void) {
                last = number_of("STEP_AT"); fault = number_of("STEP_FAULT"); stays = number_of("STEP_STAYS"); reads = number_of("STEP_READS"); }
            #define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
            static void note(const char *call, const char *path) {
                int fd = REAL(open)(logged, O_WRONLY | O_APPEND | O_CREAT, 0600);
                dprintf(fd, "%s %s\n", call, path + sizeof watched - 1);
                REAL(close)(fd);
            }
            static int reached(int is_read, const char *call, const char *path) {
                if (strncmp(path, watched, sizeof watched - 1) || (is_read && !reads)) return 0;
                long number = __sync_add_and_fetch(&count, 1);
                int breaks = last && (number == last || (stays && !is_read && number > last));
                if (!last || breaks) note(call, path);
                return breaks;
            }
            static int reached_fd(int is_read, const char *call, int fd) {
                char link[64], path[4096];
                snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
                ssize_t length = readlink(link, path, sizeof path - 1);
                if (length < 0) return 0;
                path[length] = 0;
                return reached(is_read, call, path);
            }
            static int reached_at(int is_read, const char *call, int dir, const char *name) {
                char link[64], path[8192];
                if (name[0] == '/') return reached(is_read, call, name);
                snprintf(link, sizeof link, "/proc/self/fd/%d", dir);
                ssize_t length = readlink(link, path, 4096);
                if (length < 0) return 0;
                snprintf(path + length, sizeof path - length, "/%s", name);
                return reached(is_read, call, path);
            }
            /* 1: the call fails with errno set; 0: it goes through. Reading fails in one way only. */
            static int fails(int is_read) {
                if (fault == KILL) { kill(getpid(), SIGKILL); for (;;) pause(); }
                if (fault < 0) return 0;
                errno = is_read ? EIO : fault;
                return 1;
            }
            #define FAIL_IF(is_read, when) if ((when) && fails(is_read)) return -1
            #define OPENING(flags) (IS_READ(flags) ? "open" : "create")
            #define IS_READ(flags) (!((flags) & (O_CREAT | O_TRUNC)))
            #define OPEN(name) int name(const char *path, int flags, ...) { \
                va_list more; va_start(more, flags); mode_t mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(more, mode_t) : 0; va_end(more); \
                FAIL_IF(IS_READ(flags), reached(IS_READ(flags), OPENING(flags), path)); \
                return REAL(name)(path, flags, mode); }
            OPEN(open) OPEN(open64)
            int openat(int dir, const char *name, int flags, ...) {
                va_list more; va_start(more, flags); mode_t mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(more, mode_t) : 0; va_end(more);
                FAIL_IF(IS_READ(flags), reached_at(IS_READ(flags), OPENING(flags), dir, name));
                return REAL(openat)(dir, name, flags, mode); }
            /* Half of a write goes through before the program is killed, or is all that goes through. */
            #define WRITE(name, rest, ...) ssize_t name(int fd, const void *bytes, size_t length rest) { \
                if (reached_fd(0, "write", fd)) { \
                    if (fault == LOST) return length; \
                    if (fault == KILL) REAL(name)(fd, bytes, length / 2 __VA_ARGS__); \
                    if (fault == SHORT && length > 1) length /= 2; \
                    if (fails(0)) return -1; \
                } \
                return REAL(name)(fd, bytes, length __VA_ARGS__); }
            #define COMMA ,
            WRITE(write, , ) WRITE(pwrite, COMMA off_t at, COMMA at) WRITE(pwrite64, COMMA off64_t at, COMMA at)
            ssize_t read(int fd, void *bytes, size_t length) { FAIL_IF(1, reads && reached_fd(1, "read", fd)); return REAL(read)(fd, bytes, length); }
            ssize_t pread(int fd, void *bytes, size_t length, off_t at) { FAIL_IF(1, reads && reached_fd(1, "read", fd)); return REAL(pread)(fd, bytes, length, at); }
            ssize_t pread64(int fd, void *bytes, size_t length, off64_t at) { FAIL_IF(1, reads && reached_fd(1, "read", fd)); return REAL(pread64)(fd, bytes, length, at); }
            void *mmap(void *near, size_t length, int protection, int flags, int fd, off_t at) {
                if (fd >= 0 && reads && reached_fd(1, "mmap", fd) && fails(1)) return MAP_FAILED;
                return REAL(mmap)(near, length, protection, flags, fd, at); }
            void *mmap64(void *near, size_t length, int protection, int flags, int fd, off64_t at) {
                if (fd >= 0 && reads && reached_fd(1, "mmap", fd) && fails(1)) return MAP_FAILED;
                return REAL(mmap64)(near, length, protection, flags, fd, at); }
            int ftruncate(int fd, off_t length) { FAIL_IF(0, reached_fd(0, "truncate", fd)); return REAL(ftruncate)(fd, length); }
            int ftruncate64(int fd, off64_t length) { FAIL_IF(0, reached_fd(0, "truncate", fd)); return REAL(ftruncate64)(fd, length); }
            int fsync(int fd) { FAIL_IF(0, reached_fd(0, "sync", fd)); return REAL(fsync)(fd); }
            int fdatasync(int fd) { FAIL_IF(0, reached_fd(0, "sync", fd)); return REAL(fdatasync)(fd); }
            int rename(const char *from, const char *to) { FAIL_IF(0, reached(0, "rename", to)); return REAL(rename)(from, to); }
            int renameat(int from_dir, const char *from, int to_dir, const char *to) { FAIL_IF(0, reached_at(0, "rename", to_dir, to)); return REAL(renameat)(from_dir, from, to_dir, to); }
            int link(const char *from, const char *to) { FAIL_IF(0, reached(0, "link", to)); return REAL(link)(from, to); }
            int unlinkat(int dir, const char *name, int flags) { FAIL_IF(0, reached_at(0, "unlink", dir, name)); return REAL(unlinkat)(dir, name, flags); }
            int unlink(const char *path) { FAIL_IF(0, reached(0, "unlink", path)); return REAL(unlink)(path); }
            int mkdir(const char *path, mode_t mode) { FAIL_IF(0, reached(0, "mkdir", path)); return REAL(mkdir)(path, mode); }
            """);
        ChildProcess.Run("cc", "-shared", "-fPIC", "-O1", "-o", library, folder["steps.c"], "-ldl").With(0);
    }

    /// <summary>Only records every step.</summary>
    public IReadOnlyDictionary<string, string> Recording => Environment(step: 0, DiskError.Kill, reads: false);

    /// <summary>Records every step, and every call that opens, reads or maps a file.</summary>
    public IReadOnlyDictionary<string, string> RecordingReads => Environment(step: 0, DiskError.Kill, reads: true);

    /// <summary>"call path" of each recorded step, or of each that was broken; the first is number 1.</summary>
    public IReadOnlyList<string> Recorded => File.Exists(log) ? File.ReadAllLines(log) : [];

    public IReadOnlyDictionary<string, string> KillingAt(int step) => Environment(step, DiskError.Kill, reads: false);

    /// <summary>Breaks a call, counted as <see cref="RecordingReads"/> counts.</summary>
    public IReadOnlyDictionary<string, string> FailingAt(int step, DiskError error)
    {
        File.Delete(log);
        return Environment(step, error, reads: true);
    }

    private Dictionary<string, string> Environment(int step, DiskError error, bool reads) => new()
    {
        ["LD_PRELOAD"] = library,
        ["STEP_AT"] = step.ToString(CultureInfo.InvariantCulture),
        ["STEP_FAULT"] = error.Fault.ToString(CultureInfo.InvariantCulture),
        ["STEP_STAYS"] = error.Stays ? "1" : "0",
        ["STEP_READS"] = reads ? "1" : "0",
    };
}
