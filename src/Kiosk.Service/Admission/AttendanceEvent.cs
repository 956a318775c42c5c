using Kiosk.Feed.Attendance;
using Kiosk.Feed.Records;

namespace Kiosk.Service.Admission;

/// <summary>A change in somebody's attendance, wherever it was recorded. Attendance is the fold over them (<see cref="PersonTrail{T}"/>).</summary>
internal abstract record AttendanceEvent : IMovement
{
    private AttendanceEvent(string context, Pseudonym pseudonym) => (Context, Pseudonym) = (context, pseudonym);

    /// <summary>The session: <see cref="AttendanceBook.ContextOf"/>.</summary>
    public string Context { get; init; }

    /// <summary>The person.</summary>
    public Pseudonym Pseudonym { get; init; }

    public abstract MovementKind Kind { get; }

    public abstract DateTimeOffset At { get; }

    public abstract string Door { get; }

    /// <summary>Somebody was admitted.</summary>
    /// <param name="Context">The session: <see cref="AttendanceBook.ContextOf"/>.</param>
    /// <param name="Flags">
    /// As decided at the door; null if unknown. They can only restrict what the roster grants, as for a member whose status changed after the roster was made.
    /// </param>
    /// <param name="IsRepeat">The door knew that the person had come already and only said so.</param>
    public sealed record Entered(string Context, Pseudonym Pseudonym, Attendance Attendance, VotingFlags? Flags = null, bool IsRepeat = false) : AttendanceEvent(Context, Pseudonym)
    {
        /// <inheritdoc/>
        public override MovementKind Kind => IsRepeat ? MovementKind.Seen : MovementKind.Entered;

        /// <inheritdoc/>
        public override DateTimeOffset At => Attendance.At;

        /// <inheritdoc/>
        public override string Door => Attendance.Door;
    }

    /// <summary>Somebody went out.</summary>
    /// <param name="Context">The session: <see cref="AttendanceBook.ContextOf"/>.</param>
    public sealed record Left(string Context, Pseudonym Pseudonym, Attendance Attendance) : AttendanceEvent(Context, Pseudonym)
    {
        /// <inheritdoc/>
        public override MovementKind Kind => MovementKind.Left;

        /// <inheritdoc/>
        public override DateTimeOffset At => Attendance.At;

        /// <inheritdoc/>
        public override string Door => Attendance.Door;
    }

    /// <summary>Movements are undone: all of the person's, by the support desk, or the newest at one door, by its operator.</summary>
    /// <param name="Context">The session: <see cref="AttendanceBook.ContextOf"/>.</param>
    /// <param name="Attendance">Movements up to this instant are undone, also those that become known later.</param>
    /// <param name="IsLastOnly">Only the newest movement at the same door.</param>
    public sealed record Reverted(string Context, Pseudonym Pseudonym, Attendance Attendance, bool IsLastOnly = false) : AttendanceEvent(Context, Pseudonym)
    {
        /// <inheritdoc/>
        public override MovementKind Kind => IsLastOnly ? MovementKind.Undone : MovementKind.Reverted;

        /// <inheritdoc/>
        public override DateTimeOffset At => Attendance.At;

        /// <inheritdoc/>
        public override string Door => Attendance.Door;
    }

    /// <summary>A supervisor at the support desk let an alternate take a delegate's place: one record of each, of one instant.</summary>
    /// <param name="Context">The session: <see cref="AttendanceBook.ContextOf"/>.</param>
    /// <param name="IsAlternate">Whether the person takes the place, or gives it.</param>
    public sealed record Substituted(string Context, Pseudonym Pseudonym, Attendance Attendance, bool IsAlternate) : AttendanceEvent(Context, Pseudonym)
    {
        /// <inheritdoc/>
        public override MovementKind Kind => IsAlternate ? MovementKind.Substituted : MovementKind.Yielded;

        /// <inheritdoc/>
        public override DateTimeOffset At => Attendance.At;

        /// <inheritdoc/>
        public override string Door => Attendance.Door;
    }

    /// <summary>The support desk noted that the person is absent. Whoever arrives all the same is present.</summary>
    /// <param name="Context">The session: <see cref="AttendanceBook.ContextOf"/>.</param>
    public sealed record Excused(string Context, Pseudonym Pseudonym, Attendance Attendance) : AttendanceEvent(Context, Pseudonym)
    {
        /// <inheritdoc/>
        public override MovementKind Kind => MovementKind.Excused;

        /// <inheritdoc/>
        public override DateTimeOffset At => Attendance.At;

        /// <inheritdoc/>
        public override string Door => Attendance.Door;
    }
}
