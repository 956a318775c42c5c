using Kiosk.Verification.Reasons;
using Kiosk.Verification.Time;

namespace Kiosk.Journal;

/// <summary>One event, as it goes into a frame.</summary>
/// <param name="Mode">What the terminal was doing.</param>
/// <param name="Context">Meeting id ‖ "/" ‖ session id, procedure code, or empty.</param>
/// <param name="Door">Door or desk of this terminal.</param>
/// <param name="Pseudonym">32 bytes, or empty where nobody was admitted or nothing about the person may be kept.</param>
/// <param name="Outcome">How the tap ended.</param>
/// <param name="Code">Why; <see cref="ReasonCode.Admitted"/> for a plain admission.</param>
/// <param name="Sealed">CMS AuthEnvelopedData for the registry, or empty.</param>
/// <param name="Counts">What the arrival counts for; in clear, so that a quorum replayed after a restart is the one announced before it.</param>
internal sealed record JournalRecord(
    ClockReading Clock,
    JournalMode Mode,
    string Context,
    string Door,
    ReadOnlyMemory<byte> Pseudonym,
    JournalOutcome Outcome,
    ReasonCode Code,
    ReadOnlyMemory<byte> Sealed,
    JournalCounts Counts = JournalCounts.Nothing);

/// <summary>What an arrival counts for. Stored: bits never change meaning.</summary>
[Flags]
internal enum JournalCounts : byte
{
    Nothing = 0,
    Quorum = 1,
    VotingBase = 2,
    Vote = 4,
}

/// <summary>What the terminal was doing when the event happened. Stored: numbers never change meaning.</summary>
internal enum JournalMode : byte
{
    None = 0,
    Meeting = 1,
    Procedure = 2,
    VerifyOnly = 3,

    /// <summary>An event of the terminal itself.</summary>
    Terminal = 4,
}

/// <summary>How the event ended. Stored: numbers never change meaning.</summary>
internal enum JournalOutcome : byte
{
    None = 0,
    Admitted = 1,
    AlreadyIn = 2,
    Denied = 3,

    /// <summary>An event of the terminal itself: started, mode changed.</summary>
    Note = 4,
}
