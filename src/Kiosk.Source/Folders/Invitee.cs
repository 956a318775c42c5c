using Kiosk.Feed.Records;

namespace Kiosk.Source.Folders;

/// <summary>Somebody who may come to a meeting by a signed invitation.</summary>
/// <param name="Entry">With the invitation's number.</param>
internal sealed record Invitee(string MeetingId, RosterEntry Entry, string Name);
