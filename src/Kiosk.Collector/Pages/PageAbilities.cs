namespace Kiosk.Collector.Pages;

/// <summary>What this collector's keys allow the page to offer.</summary>
/// <param name="SignsReports">There is a certificate that signs reports.</param>
/// <param name="IssuesInvitations">There is a key that signs invitations.</param>
public sealed record PageAbilities(bool SignsReports, bool IssuesInvitations);
