using Kiosk.Feed.Records;
using Kiosk.Source.Folders;

namespace Kiosk.Collector.People;

/// <summary>A member as imported.</summary>
internal sealed record KnownMember(string Province, CardTag Tag, Member Member)
{
    /// <summary>False for somebody who is known by a roster only, such as a guest with a signed invitation: in no list of members.</summary>
    public bool IsCurrent { get; init; } = true;

    /// <summary>For totals in reports.</summary>
    public MemberTraits Traits { get; init; } = MemberTraits.None;
}
