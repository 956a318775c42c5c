using Kiosk.Feed.Records;

namespace Kiosk.Service.Admission;

/// <summary>A change in somebody's attendance, wherever it was recorded. Attendance is the result of replaying them in order.</summary>
internal abstract record AttendanceEvent
{
    private AttendanceEvent(string context, Pseudonym pseudonym) => (Context, Pseudonym) = (context, pseudonym);

    /// <summary>The session: <see cref="AttendanceBook.ContextOf"/>.</summary>
    public string Context { get; init; }

    /// <summary>The person.</summary>
    public Pseudonym Pseudonym { get; init; }

    /// <summary>Somebody was admitted.</summary>
    /// <param name="Context">The session: <see cref="AttendanceBook.ContextOf"/>.</param>
    /// <param name="Flags">
    /// As decided at the door; null if unknown. They can only restrict what the roster grants, as for a member whose status changed after the roster was made.
    /// </param>
    public sealed record Entered(string Context, Pseudonym Pseudonym, Attendance Attendance, VotingFlags? Flags = null) : AttendanceEvent(Context, Pseudonym);

    /// <summary>The support desk undid the person's arrivals: at whichever door, they may enter again.</summary>
    /// <param name="Context">The session: <see cref="AttendanceBook.ContextOf"/>.</param>
    /// <param name="At">Arrivals up to this instant are undone, also those that become known later.</param>
    public sealed record Reverted(string Context, Pseudonym Pseudonym, DateTimeOffset At) : AttendanceEvent(Context, Pseudonym);

    /// <summary>The support desk noted that the person is absent. Whoever arrives all the same is present.</summary>
    /// <param name="Context">The session: <see cref="AttendanceBook.ContextOf"/>.</param>
    public sealed record Excused(string Context, Pseudonym Pseudonym) : AttendanceEvent(Context, Pseudonym);
}
