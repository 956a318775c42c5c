namespace Kiosk.Feed.Attendance;

/// <summary>One record about a person at one session, at whichever door or desk.</summary>
public interface IMovement
{
    MovementKind Kind { get; }

    /// <summary>By the recording terminal's own clock.</summary>
    DateTimeOffset At { get; }

    /// <summary>The door's name, by which an undoing finds the movement that it undoes.</summary>
    string Door { get; }
}

/// <summary>What a record says of the person. At one instant the order below is the order of events.</summary>
public enum MovementKind
{
    None = 0,

    /// <summary>Came in.</summary>
    Entered,

    /// <summary>Was at the entrance and known to have come already: whoever had left is inside again.</summary>
    Seen,

    /// <summary>Went out.</summary>
    Left,

    /// <summary>The newest movement at the same door does not stand.</summary>
    Undone,

    /// <summary>No movement up to this instant stands, at whichever door.</summary>
    Reverted,

    /// <summary>Is absent; whoever comes all the same is present.</summary>
    Excused,

    /// <summary>Gives the place to an alternate (<see cref="Substitutions"/>).</summary>
    Yielded,

    /// <summary>Takes the place of a delegate (<see cref="Substitutions"/>).</summary>
    Substituted,
}
