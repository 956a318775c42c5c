namespace Kiosk.Feed.Records;

/// <summary>An entry of a meeting's roster.</summary>
public sealed record Invitation(string MeetingId, RosterEntry Entry);
