namespace Kiosk.Service.Admission;

/// <summary>One thing that happened to somebody's attendance, wherever it was recorded. Attendance is what these come to, one after the other.</summary>
internal abstract record AttendanceEvent
{
    private AttendanceEvent(string context, Pseudonym pseudonym) => (Context, Pseudonym) = (context, pseudonym);

    /// <summary>Of which session: <see cref="AttendanceBook.ContextOf"/>.</summary>
    public string Context { get; init; }

    /// <summary>Whose.</summary>
    public Pseudonym Pseudonym { get; init; }

    /// <summary>Somebody was admitted.</summary>
    /// <param name="Context">Of which session: <see cref="AttendanceBook.ContextOf"/>.</param>
    /// <param name="Flags">
    /// As decided at the door, where that is known. It can only take away from what the list grants: a member whose status changed after the list was made.
    /// </param>
    public sealed record Entered(string Context, Pseudonym Pseudonym, Attendance Attendance, VotingFlags? Flags = null) : AttendanceEvent(Context, Pseudonym);
}
