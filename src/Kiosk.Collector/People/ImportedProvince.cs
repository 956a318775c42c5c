using Kiosk.Feed.Records;

namespace Kiosk.Collector.People;

/// <summary>What a source folder says of one province: replaces what was imported of it before.</summary>
internal sealed record ImportedProvince(string Code, IReadOnlyList<KnownMember> Members, IReadOnlyList<Meeting> Meetings, IReadOnlyList<Invitation> Invitations);
