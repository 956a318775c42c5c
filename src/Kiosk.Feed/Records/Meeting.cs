using System.Text.Json.Serialization;

namespace Kiosk.Feed.Records;

/// <summary>A meeting as convened by its organiser. The roster is stored separately, by card tag.</summary>
/// <param name="Id">Letters, digits and hyphens; appears in the journal's context.</param>
/// <param name="Key">32 bytes; derives pseudonyms that mean nothing outside this meeting.</param>
/// <param name="HidesTitle">Whether the meeting is secret (<see cref="IsSecret"/>).</param>
/// <param name="Owner">The certificate that a secret meeting's records are exported to, DER; null for the registry's.</param>
/// <param name="InvitationKeys">The keys that sign invitations by which people may come without a card (SubjectPublicKeyInfo, DER, P-256); null where nobody may.</param>
public sealed record Meeting(
    string Id,
    string Title,
    MeetingKind Kind,
    ReadOnlyMemory<byte> Key,
    IReadOnlyList<MeetingSession> Sessions,
    QuorumRule Quorum,
    bool HidesTitle = false,
    ReadOnlyMemory<byte>? Owner = null,
    IReadOnlyList<ReadOnlyMemory<byte>>? InvitationKeys = null)
{
    /// <summary>No output shows its title, agenda or anybody's name; a terminal that checks in to it uses no network, and its records go to the owner only.</summary>
    [JsonIgnore]
    public bool IsSecret => HidesTitle;
}

/// <summary>One sitting (phiên); attendance is recorded per session.</summary>
/// <param name="Opens">When check-in opens.</param>
/// <param name="Starts">When arrivals begin to count as late.</param>
/// <param name="Closes">When check-in closes; exclusive.</param>
public sealed record MeetingSession(string Id, string Title, DateTimeOffset Opens, DateTimeOffset Starts, DateTimeOffset Closes);

/// <summary>The kinds of meeting, each with its own rules for who counts.</summary>
public enum MeetingKind
{
    /// <summary>By invitation; nobody counts for a quorum or vote (hội nghị quán triệt, học tập).</summary>
    AsInvited = 0,

    /// <summary>Sinh hoạt chi bộ.</summary>
    CellMeeting,

    /// <summary>Đại hội chi bộ, đại hội đảng viên.</summary>
    MemberCongress,

    /// <summary>Đại hội đại biểu.</summary>
    DelegateCongress,

    /// <summary>Hội nghị ban chấp hành, ban thường vụ, ủy ban kiểm tra.</summary>
    CommitteeMeeting,
}

/// <summary>The fraction of those who count that must be present. Supplied by the authority as data, never hard-coded.</summary>
/// <param name="LegalReference">The provision it is based on.</param>
/// <param name="Basis">Whether those who came count, or those inside; null for those who came.</param>
/// <param name="Organisations">The share of subordinate organisations (the roster's delegations) that must be represented too; null if none need be.</param>
public sealed record QuorumRule(
    int Numerator, int Denominator, QuorumRounding Rounding, string LegalReference, string ApprovedBy, QuorumBasis? Basis = null, OrganisationShare? Organisations = null);

/// <summary>The fraction of the organisations convened of which somebody who counts must be present.</summary>
public sealed record OrganisationShare(int Numerator, int Denominator, QuorumRounding Rounding);

/// <summary>Who counts for a quorum.</summary>
public enum QuorumBasis
{
    /// <summary>Everybody who came, also those who have left since.</summary>
    Came = 0,

    /// <summary>Those who are inside now.</summary>
    Inside,
}

/// <summary>How a fractional quorum becomes a number of people.</summary>
public enum QuorumRounding
{
    /// <summary>Rounded up.</summary>
    Up = 0,

    /// <summary>Strictly more than the fraction: one more if it is a whole number.</summary>
    MoreThan,
}
