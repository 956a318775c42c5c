namespace Kiosk.Ui.Screens;

/// <summary>Area, row and number, as printed on the hall's plan.</summary>
public sealed record Seat(string Area, string Row, string Number);
