namespace Kiosk.Service.Admission;

/// <summary>One recorded admission, as it is read back from the journal or comes from a tap.</summary>
/// <param name="Context">Of which session: <see cref="AttendanceBook.ContextOf"/>.</param>
/// <param name="Flags">
/// As decided at the door, where that is known. It can only take away from what the list grants: a member whose status changed after the list was made.
/// </param>
internal sealed record Arrival(string Context, Pseudonym Pseudonym, Attendance Attendance, VotingFlags? Flags = null);
