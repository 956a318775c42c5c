using Kiosk.Journal;
using Kiosk.Service.Cache;
using Kiosk.Service.Cache.Rows;
using Kiosk.Service.Time;
using Kiosk.Verification.Time;

namespace Kiosk.Service.CheckIn;

/// <summary>What whoever runs the terminal may change of it while it runs. It is on record before it is in force.</summary>
internal sealed class TerminalControl(ModeSwitch modes, KioskCache cache, ClockMonitor clock, TerminalNotes notes)
{
    /// <summary>Switches what the terminal is for, once that is in the journal and on the disk.</summary>
    /// <param name="by">Who asked.</param>
    /// <exception cref="ModeException">A name is unknown or missing; nothing was changed.</exception>
    /// <exception cref="CacheException">There is no cache to look names up in.</exception>
    /// <exception cref="IOException">The choice could not be written; the former mode stays, and the journal says so.</exception>
    /// <exception cref="OutOfServiceException">The journal failed, nothing was changed: the terminal is out of service.</exception>
    public void SwitchMode(ModeSelection selection, string by) =>
        modes.SwitchTo(selection, cache.Current, clock.Read().Instant, chosen => notes.Write(TerminalNote.ModeSwitched, chosen, by));

    /// <summary>An operator vouches for the time that the clock shows, for this run; on record first, with the clock as it stood until then.</summary>
    /// <param name="by">Who does.</param>
    /// <returns>The reading from now on.</returns>
    /// <exception cref="OutOfServiceException">The journal failed: the terminal is out of service, and nothing was accepted.</exception>
    public ClockReading AcceptClock(string by)
    {
        notes.Write(TerminalNote.ClockAccepted, modes.Standing, by);
        return clock.Accept();
    }
}
