namespace Kiosk.Ui.Rendering.Paper;

/// <summary>What the invitations to one meeting share.</summary>
/// <param name="Superior">The superior body; empty for none.</param>
/// <param name="Office">The inviting body; empty for none.</param>
/// <param name="Sessions">Title and beginning of each, in order.</param>
public sealed record InvitationHeading(string Superior, string Office, string Meeting, IReadOnlyList<(string Title, DateTimeOffset Starts)> Sessions);
