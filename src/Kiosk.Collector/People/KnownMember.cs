using Kiosk.Feed.Records;
using Kiosk.Source.Folders;

namespace Kiosk.Collector.People;

/// <summary>A member as imported.</summary>
internal sealed record KnownMember(string Province, CardTag Tag, Member Member)
{
    /// <summary>For totals in reports.</summary>
    public MemberTraits Traits { get; init; } = MemberTraits.None;
}
