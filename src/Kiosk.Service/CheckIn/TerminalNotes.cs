using Kiosk.Journal;
using Kiosk.Service.Configuration;
using Kiosk.Service.Time;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.CheckIn;

/// <summary>Records events of the terminal itself: starts, stops, mode switches, operators' actions.</summary>
internal sealed class TerminalNotes(CheckInJournal journal, ClockMonitor clock, ServiceFailure failure, TerminalDoor door)
{
    /// <param name="mode">The mode from now on.</param>
    /// <param name="by">Who asked.</param>
    /// <exception cref="OutOfServiceException">The journal failed: the terminal is out of service, and the recorded action must not be carried out.</exception>
    public JournalReceipt Write(string name, ModeSelection mode, string by) => Append(new TerminalNote(name, mode.Name, by, InstalledSoftware.FullVersion).ToContext());

    /// <summary>Records that the terminal takes another door's place.</summary>
    /// <inheritdoc cref="Write"/>
    public JournalReceipt WriteDoor(DoorPlace place, string by) => Append(new TerminalNote(TerminalNote.DoorTaken, $"door:{place.Name}", by, InstalledSoftware.FullVersion).ToContext());

    /// <summary>Records an event of a tamper switch or door contact.</summary>
    /// <param name="context">For example <c>tamper.opened</c>.</param>
    /// <exception cref="OutOfServiceException">The journal failed: the terminal is out of service.</exception>
    public JournalReceipt WriteContact(string context) => Append(context);

    private JournalReceipt Append(string context)
    {
        try
        {
            return journal.Append(new(clock.Read(), JournalMode.Terminal, context, door.Name, default, JournalOutcome.Note, ReasonCode.None, default));
        }
        catch (JournalException exception)
        {
            var outage = OutOfService.Of(exception)!;
            failure.Report(outage);
            throw new OutOfServiceException(outage, exception);
        }
    }
}
