using Kiosk.Journal;
using Kiosk.Service.Cache;
using Kiosk.Service.Cache.Rows;
using Kiosk.Service.Time;
using Kiosk.Verification.Time;

namespace Kiosk.Service.CheckIn;

/// <summary>What an operator may change on a running terminal. Each change is recorded before it takes effect.</summary>
internal sealed class TerminalControl(ModeSwitch modes, KioskCache cache, ClockMonitor clock, TerminalNotes notes, TerminalDoor door)
{
    /// <summary>Switches the mode, once the switch is in the journal and on disk.</summary>
    /// <param name="by">Who asked.</param>
    /// <exception cref="ModeException">A name is unknown or missing; nothing was changed.</exception>
    /// <exception cref="CacheException">There is no cache to look the names up in.</exception>
    /// <exception cref="IOException">The choice could not be written; the former mode stays in force, and the journal says so.</exception>
    /// <exception cref="OutOfServiceException">The journal failed: nothing was changed, and the terminal is out of service.</exception>
    public void SwitchMode(ModeSelection selection, string by) =>
        modes.SwitchTo(selection, cache.Current, clock.Read().Instant, chosen => notes.Write(TerminalNote.ModeSwitched, chosen, by));

    /// <summary>Ends check-in at a meeting: notes it and switches to verify-only.</summary>
    /// <inheritdoc cref="SwitchMode"/>
    public void EndMeeting(string by)
    {
        notes.Write(TerminalNote.MeetingEnded, modes.Standing, by);
        SwitchMode(new(ModeSelection.Verify), by);
    }

    /// <summary>Takes another door's place, once that is in the journal and on disk.</summary>
    /// <exception cref="IOException">It could not be written; the former door stays, and the journal says so.</exception>
    /// <exception cref="OutOfServiceException">The journal failed: nothing was changed, and the terminal is out of service.</exception>
    public void TakeOver(DoorPlace place, string by) => door.TakeOver(place, taken => notes.WriteDoor(taken, by));

    /// <summary>Accepts the clock's time on an operator's word, until the service stops. Recorded first, with the clock's trust as it was before.</summary>
    /// <param name="by">The operator.</param>
    /// <returns>The clock reading after acceptance.</returns>
    /// <exception cref="OutOfServiceException">The journal failed: nothing was accepted, and the terminal is out of service.</exception>
    public ClockReading AcceptClock(string by)
    {
        notes.Write(TerminalNote.ClockAccepted, modes.Standing, by);
        return clock.Accept();
    }
}
