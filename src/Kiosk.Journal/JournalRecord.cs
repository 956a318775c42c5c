using Kiosk.Verification.Reasons;
using Kiosk.Verification.Time;

namespace Kiosk.Journal;

/// <summary>One event, as stored in a frame.</summary>
/// <param name="Mode">The terminal's mode at the time.</param>
/// <param name="Context">Meeting id ‖ "/" ‖ session id, procedure code, or empty.</param>
/// <param name="Door">This terminal's door or desk.</param>
/// <param name="Pseudonym">32 bytes; empty if nobody was admitted or nothing about the person may be kept.</param>
/// <param name="Outcome">How the event ended.</param>
/// <param name="Code">Why; <see cref="ReasonCode.Admitted"/> for a plain admission.</param>
/// <param name="Sealed">CMS AuthEnvelopedData for the registry, or empty.</param>
/// <param name="Counts">What the arrival counts for, and whether it was by invitation. Not sealed, so that replaying it after a restart yields the quorum announced before.</param>
internal sealed record JournalRecord(
    ClockReading Clock,
    JournalMode Mode,
    string Context,
    string Door,
    ReadOnlyMemory<byte> Pseudonym,
    JournalOutcome Outcome,
    ReasonCode Code,
    ReadOnlyMemory<byte> Sealed,
    JournalCounts Counts = JournalCounts.Nothing)
{
    /// <summary>What contexts of doors without staff begin with. No meeting's id has a colon.</summary>
    public const string PointMark = "point:";

    /// <summary>Whether it says of somebody where they are: at a meeting, or at a door without staff that keeps count of who is inside.</summary>
    public bool IsPassage => IsAttendance || (Mode is JournalMode.VerifyOnly && !Pseudonym.IsEmpty && Outcome is (JournalOutcome.Admitted or JournalOutcome.Left or JournalOutcome.Undone));

    /// <summary>Whether it changes somebody's attendance at a meeting: a passage, or a correction.</summary>
    public bool IsAttendance => Mode is JournalMode.Meeting && (Outcome is JournalOutcome.Admitted || IsChange(Outcome));

    /// <summary>Whether an outcome is one of those that change attendance and are no arrival.</summary>
    public static bool IsChange(JournalOutcome outcome) => outcome is JournalOutcome.Left or JournalOutcome.Undone or JournalOutcome.Reverted or JournalOutcome.Excused or JournalOutcome.Yielded or JournalOutcome.Substituted;
}

/// <summary>What an arrival counts for, and by what the person was known. Persisted: bits never change meaning.</summary>
[Flags]
internal enum JournalCounts : byte
{
    Nothing = 0,
    Quorum = 1,
    VotingBase = 2,
    Vote = 4,

    /// <summary>The person came by a signed invitation in place of a card, which proves less: a copy of it cannot be told from it.</summary>
    ByInvitation = 8,
}

/// <summary>The terminal's mode when the event happened. Persisted: values never change meaning.</summary>
internal enum JournalMode : byte
{
    None = 0,
    Meeting = 1,
    Procedure = 2,
    VerifyOnly = 3,

    /// <summary>An event of the terminal itself.</summary>
    Terminal = 4,
}

/// <summary>How an event ended. Persisted: values never change meaning.</summary>
internal enum JournalOutcome : byte
{
    None = 0,
    Admitted = 1,
    AlreadyIn = 2,
    Denied = 3,

    /// <summary>An event of the terminal itself: started, mode changed.</summary>
    Note = 4,

    /// <summary>Earlier arrivals of the person in the session are undone; the code says why. Only a support desk writes it.</summary>
    Reverted = 5,

    /// <summary>The person is absent; the code says with which reason, or without. Only a support desk writes it.</summary>
    Excused = 6,

    /// <summary>The person went out.</summary>
    Left = 7,

    /// <summary>The person's newest passage at this door does not stand; the code says why. A door's operator writes it.</summary>
    Undone = 8,

    /// <summary>The person's place is taken by the alternate of the record with the same instant and door. Only a support desk writes it.</summary>
    Yielded = 9,

    /// <summary>The alternate takes the place of the delegate of the record with the same instant and door; the sealed part names the deciding document. Only a support desk writes it.</summary>
    Substituted = 10,
}
