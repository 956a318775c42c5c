using Kiosk.Feed.Records;

namespace Kiosk.Collector.People;

/// <summary>A member as imported.</summary>
internal sealed record KnownMember(string Province, CardTag Tag, Member Member);
