using System.Text;

namespace Kiosk.Journal;

/// <summary>
/// An event of the terminal itself, as encoded in the context of a <see cref="JournalOutcome.Note"/>: <c>mode.switched mode=meeting:hop-1/phien-1 by=uid:1000 version=0.1.0</c>.
/// The record holds the instant and the clock.
/// </summary>
/// <param name="Event">Stable name: component, dot, past participle.</param>
/// <param name="Mode">The new mode; contains neither case number nor purpose.</param>
/// <param name="By">The initiator: <c>settings</c>, <c>last-switch</c>, <c>uid:1000</c>, <c>page</c>, <c>console</c>, <c>operator-card</c>, <c>clerk-card</c>, <c>timeout</c>, <c>mode</c>.</param>
/// <param name="Version">The program's version.</param>
internal sealed record TerminalNote(string Event, string? Mode = null, string? By = null, string? Version = null)
{
    public const string Started = "service.started";
    public const string Stopped = "service.stopped";
    public const string ModeSwitched = "mode.switched";
    public const string ClockAccepted = "clock.accepted";
    public const string DoorTaken = "door.taken";
    public const string MenuOpened = "menu.opened";
    public const string MeetingEnded = "meeting.ended";

    /// <summary>Beginning of the names of alarms, as collectors look for them.</summary>
    public const string AlarmPrefix = "alarm.";
    public const string AlarmHeldOpen = "alarm.held-open";
    public const string AlarmForcedOpen = "alarm.forced-open";
    public const string AlarmTampered = "alarm.tampered";
    public const string KeysUnlocked = "keys.unlocked";
    public const string AlarmEnded = "alarm.ended";
    public const string AlarmAcknowledged = "alarm.acknowledged";
    public const string DeskOpened = "desk.opened";
    public const string DeskClosed = "desk.closed";
    public const string RecordShown = "record.shown";
    public const string RecordConfirmed = "record.confirmed";
    public const string CorrectionAsked = "record.correction-asked";
    public const string AttendanceAsked = "record.attendance-asked";

    /// <summary>Whether a record is an action that somebody requested of the terminal, as opposed to a tap or a contact that opened.</summary>
    public static bool IsIn(JournalRecord record) => record.Outcome is JournalOutcome.Note && Parse(record.Context).By is not null;

    /// <summary>Parses a context. Any text is a valid event; unknown parts are ignored.</summary>
    public static TerminalNote Parse(string context)
    {
        var words = context.Split(' ');
        return new(words[0], ValueOf(words, "mode="), ValueOf(words, "by="), ValueOf(words, "version="));
    }

    /// <returns>At most <see cref="JournalFrame.MaximumTextLength"/> bytes; truncated if longer.</returns>
    public string ToContext()
    {
        var text = string.Concat(Event, Part("mode", Mode), Part("by", By), Part("version", Version));
        while (Encoding.UTF8.GetByteCount(text) > JournalFrame.MaximumTextLength)
        {
            text = text[..^1];
        }

        return text;
    }

    private static string? ValueOf(string[] words, string name) => Array.Find(words, word => word.StartsWith(name, StringComparison.Ordinal))?[name.Length..];

    private static string Part(string name, string? value) => value is null ? "" : $" {name}={value.Replace(' ', '_')}";
}
