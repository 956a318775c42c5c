using Kiosk.Feed.Records;
using Kiosk.Feed.Sealing;

namespace Kiosk.Feed.Targets;

/// <summary>The content of a province's sets; <see cref="DataClasses"/> describes each. The values are those in the files.</summary>
public enum DataClass
{
    None = 0,

    /// <summary><see cref="AudienceKey.MemberKey"/> → sealed record (<see cref="MemberSeal"/>).</summary>
    Members = 1,

    /// <summary><see cref="AudienceKey.MeetingKey"/> → <see cref="Meeting"/> as JSON, sealed (<see cref="RowCipher"/>).</summary>
    Meetings = 2,

    /// <summary><see cref="AudienceKey.InvitationKey"/> → <see cref="RosterEntry"/> as JSON, sealed (<see cref="RowCipher"/>).</summary>
    Rosters = 3,

    /// <summary>Terminal id, 00, key hash (8 bytes) → <see cref="TerminalRecord"/> as JSON, in clear: one row for each enrolment.</summary>
    Terminals = 4,

    /// <summary><see cref="AudienceWrap.KeyOf"/> → the key of the three above, sealed to one reader (<see cref="AudienceWrap"/>).</summary>
    Audience = 5,

    /// <summary>Key hash (16 bytes) → <see cref="AuthorityRecord"/> as JSON, in clear: the CAs that were handed to collectors, and which of them are revoked.</summary>
    Authorities = 6,

    /// <summary>
    /// <see cref="AudienceKey.PointKey"/> → <see cref="Point"/> as JSON, and behind it <see cref="AudienceKey.PassKey"/> → <see cref="PassLine"/> as JSON for each card on its list; sealed
    /// (<see cref="RowCipher"/>).
    /// </summary>
    Points = 7,
}
