using Kiosk.Feed.Records;

namespace Kiosk.Service.Admission;

/// <summary>Attendance figures at one moment, without names.</summary>
/// <param name="Convened">Roster lines, guests included.</param>
/// <param name="Present">Everyone admitted, guests included.</param>
/// <param name="OffRoster">Of those present, the ones no longer on the roster.</param>
/// <param name="Excused">Those absent of whom the support desk noted it.</param>
/// <param name="InVotingBase">Mandates present that count for the voting base.</param>
/// <param name="MayVote">Mandates present that may vote.</param>
/// <param name="ContestedMandates">Mandates for which both delegate and alternate came; each is counted once, and the chair must decide.</param>
/// <param name="Quorum">Null for a kind of meeting without one.</param>
/// <param name="ByDelegation">By the roster's delegation; the empty key holds lines without one.</param>
internal sealed record AttendanceSummary(
    int Convened,
    int Present,
    int OffRoster,
    int Excused,
    int InVotingBase,
    int MayVote,
    int ContestedMandates,
    QuorumState? Quorum,
    IReadOnlyDictionary<AttendeeClass, Headcount> ByClass,
    IReadOnlyDictionary<string, Headcount> ByDelegation);

/// <param name="LastAt">Time of the last arrival; null if nobody has come.</param>
internal readonly record struct Headcount(int Convened, int Present, DateTimeOffset? LastAt = null);
