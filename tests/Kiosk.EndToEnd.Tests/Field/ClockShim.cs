using Kiosk.Testing.Durability;
using Kiosk.Testing.Processes;

namespace Kiosk.EndToEnd.Tests.Field;

/// <summary>A preloaded library that shifts the wall clock which a program sees.</summary>
internal sealed class ClockShim
{
    private readonly string library;

    /// <summary>Compiles it with the machine's <c>cc</c>.</summary>
    public ClockShim(TestFolder folder)
    {
        library = folder["clock.so"];
        File.WriteAllText(folder["clock.c"], """
            #define _GNU_SOURCE
            #include <dlfcn.h>
            #include <stdlib.h>
            #include <sys/time.h>
            #include <time.h>
            static long shift(void) { const char *seconds = getenv("CLOCK_SHIFT"); return seconds ? atol(seconds) : 0; }
            int clock_gettime(clockid_t clock, struct timespec *now) {
                static int (*real)(clockid_t, struct timespec *);
                if (!real) real = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
                int result = real(clock, now);
                if (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE) now->tv_sec += shift();
                return result;
            }
            int gettimeofday(struct timeval *now, void *zone) {
                struct timespec precise;
                clock_gettime(CLOCK_REALTIME, &precise);
                now->tv_sec = precise.tv_sec;
                now->tv_usec = precise.tv_nsec / 1000;
                return 0;
            }
            time_t time(time_t *now) {
                struct timespec precise;
                clock_gettime(CLOCK_REALTIME, &precise);
                if (now) *now = precise.tv_sec;
                return precise.tv_sec;
            }
            """);
        ChildProcess.Run("cc", "-shared", "-fPIC", "-o", library, folder["clock.c"], "-ldl").With(0);
    }

    /// <summary>The environment of a program whose clock is off by this much.</summary>
    public Dictionary<string, string> Shifted(TimeSpan by) => new(StringComparer.Ordinal)
    {
        ["LD_PRELOAD"] = library,
        ["CLOCK_SHIFT"] = FormattableString.Invariant($"{(long)by.TotalSeconds}"),
    };
}
