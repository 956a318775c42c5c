using Kiosk.Feed.Records;
using Kiosk.Verification.Certificates;

namespace Kiosk.Source.Folders;

/// <summary>A member of <c>members.csv</c> with their card.</summary>
/// <param name="Line">Where the member's first line stands.</param>
/// <param name="Uuid">Of the card, 16 bytes.</param>
internal sealed record SourceMember(int Line, CardTag Tag, ReadOnlyMemory<byte> Uuid, Certificate Certificate, Member Member)
{
    /// <summary>What the member asked to see of their own attendance; null for nothing.</summary>
    public PastAttendance? Attendance { get; init; }

    /// <summary>For reports; the desk publishes nothing of them.</summary>
    public MemberTraits Traits { get; init; } = MemberTraits.None;
}
