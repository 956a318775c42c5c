using Kiosk.Service.Cache;
using Kiosk.Service.Cache.Rows;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Time;
using Kiosk.Service.Upload;
using Kiosk.Words;

namespace Kiosk.Service.Desks;

/// <summary>What the clerk sees, apart from the member's screen: who serves until when, why the last card was refused, and the day's files. At a meeting, no screen says why anybody was refused.</summary>
internal sealed class ClerkView(ModeSwitch modes, ClerkShift shift, TodaysFiles files, LastRefusal refusal, KioskCache cache, UploadState upload, ClockMonitor clock)
{
    public ClerkPicture Now()
    {
        var sent = upload.Now is { IsOn: true, Contiguous: var last } ? last : 0;
        var state = shift.State;
        return new(
            state.NeedsClerk,
            shift.Remaining is { } left ? ToTheMinute(clock.Read().Instant + left) : null,
            modes.Standing.Kind == ModeSelection.ForProcedure ? refusal.Now : null,
            [.. files.Now().Select(file => (file, NameOf(file.Procedure), file.Sequence <= sent))]);
    }

    private Phrase NameOf(string code)
    {
        try
        {
            return cache.IsOpen && cache.Current.Procedures.FirstOrDefault(one => one.Code == code) is { } procedure ? new(procedure.Vietnamese, procedure.English) : Phrase.Untranslated(code);
        }
        catch (CacheException)
        {
            return Phrase.Untranslated(code);
        }
    }

    // Equal between two looks, so that nothing is sent anew.
    private static DateTimeOffset ToTheMinute(DateTimeOffset instant) => instant.AddSeconds(30) is var rounded ? rounded.AddTicks(-(rounded.Ticks % TimeSpan.TicksPerMinute)) : instant;
}
