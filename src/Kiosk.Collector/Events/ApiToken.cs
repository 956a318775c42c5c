namespace Kiosk.Collector.Events;

/// <summary>Whose a token is, and what it opens.</summary>
/// <param name="MaySeeNames">Whether lists of people are answered too; figures always are.</param>
internal sealed record ApiToken(string Name, bool MaySeeNames, DateTimeOffset Created);
