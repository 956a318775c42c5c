namespace Kiosk.Service.Health;

/// <summary>A procedure desk in the status report; names nobody.</summary>
/// <param name="OpenUntil">When the clerk's shift ends; null while no clerk serves.</param>
/// <param name="FilesToday">Receipts of the day, in Vietnam.</param>
internal sealed record DeskReport(bool NeedsClerk, DateTimeOffset? OpenUntil, int FilesToday);
