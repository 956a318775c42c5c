using Kiosk.Feed.Records;

namespace Kiosk.Service.Admission;

/// <summary>Who is there, at one moment, without names.</summary>
/// <param name="Convened">Lines of the list, guests included.</param>
/// <param name="Present">Everybody admitted, guests included.</param>
/// <param name="OffRoster">Of the present, those who stand on the list no more.</param>
/// <param name="InVotingBase">Places present that count for the voting base.</param>
/// <param name="MayVote">Places present that may vote.</param>
/// <param name="ContestedMandates">Places for which both the delegate and the alternate came; each is counted once, and the chair must decide.</param>
/// <param name="Quorum">Null at a kind of meeting that has none.</param>
/// <param name="ByDelegation">By the list's delegation, empty for lines without one.</param>
internal sealed record AttendanceSummary(
    int Convened,
    int Present,
    int OffRoster,
    int InVotingBase,
    int MayVote,
    int ContestedMandates,
    QuorumState? Quorum,
    IReadOnlyDictionary<AttendeeClass, Headcount> ByClass,
    IReadOnlyDictionary<string, Headcount> ByDelegation);

/// <param name="LastAt">When the last of them came; null while nobody has.</param>
internal readonly record struct Headcount(int Convened, int Present, DateTimeOffset? LastAt = null);
