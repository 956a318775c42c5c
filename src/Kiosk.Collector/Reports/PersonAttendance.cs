using Kiosk.Collector.Attendance;
using Kiosk.Collector.People;

namespace Kiosk.Collector.Reports;

/// <summary>One person's attendance at one session.</summary>
/// <param name="Pseudonym">The person in this meeting, lower-case hexadecimal.</param>
/// <param name="Person">Null for somebody present without a line on the roster, such as a guest whom the support desk let in.</param>
/// <param name="Recorded">The arrival, or the support desk's note of an absence; null if nothing was recorded.</param>
/// <param name="IsLate">Whether the arrival was after the session had started.</param>
internal sealed record PersonAttendance(string Pseudonym, ConvenedPerson? Person, Presence Presence, DoorArrival? Recorded, bool IsLate)
{
    /// <summary>A guest's name as the support desk wrote it; null if there is none, or the key that opens it is not here.</summary>
    public string? GuestName { get; init; }

    /// <summary>How somebody present went out and did not return; null otherwise.</summary>
    public DoorArrival? Left { get; init; }
}

/// <summary>Whether somebody came. Lateness is a time of arrival, not a state.</summary>
internal enum Presence
{
    /// <summary>Nothing is recorded: not arrived yet or, once the session is over, absent for a reason nobody has noted.</summary>
    NotArrived = 0,
    Present,
    AbsentWithReason,
    AbsentWithoutReason,
}
