namespace Kiosk.Ui.Screens;

/// <summary>Area, row and number, as printed on the seating plan.</summary>
public sealed record Seat(string Area, string Row, string Number);
