namespace Kiosk.Ui.Screens;

/// <summary>Arrivals through a door or from a delegation.</summary>
/// <param name="Name">A door's number or name, or a delegation's name.</param>
/// <param name="Convened">The number expected; null where there is none, as at a door.</param>
/// <param name="LastAt">When the latest arrived; null if nobody has, or if it does not matter.</param>
public sealed record CountLine(string Name, int Present, int? Convened = null, DateTimeOffset? LastAt = null);
