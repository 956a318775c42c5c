using Kiosk.Feed.Records;

namespace Kiosk.Feed.Targets;

/// <summary>The content of a province's sets; <see cref="DataClasses"/> describes each. The values are those in the files.</summary>
public enum DataClass
{
    None = 0,

    /// <summary>Card tag (16 bytes) → sealed record (<see cref="MemberSeal"/>).</summary>
    Members = 1,

    /// <summary>Meeting id → <see cref="Meeting"/> as JSON.</summary>
    Meetings = 2,

    /// <summary>Meeting id, 00, card tag → <see cref="RosterEntry"/> as JSON.</summary>
    Rosters = 3,

    /// <summary>Terminal id, 00, key hash (8 bytes) → <see cref="TerminalRecord"/> as JSON, in clear: one row for each enrolment.</summary>
    Terminals = 4,
}
