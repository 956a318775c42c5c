namespace Kiosk.Ui.Screens;

/// <summary>How many came through a door or of a delegation.</summary>
/// <param name="Name">A door's number or name, or a delegation's name.</param>
/// <param name="Convened">Null where nobody is expected in particular, as at a door.</param>
/// <param name="LastAt">When the last of them came; null while nobody has, or where it does not matter.</param>
public sealed record CountLine(string Name, int Present, int? Convened = null, DateTimeOffset? LastAt = null);
