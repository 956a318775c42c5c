using Kiosk.Words;

namespace Kiosk.Ui.Screens;

/// <summary>One session of a member's own attendance.</summary>
/// <param name="Day">In Vietnam.</param>
/// <param name="Came">Whether the member was there.</param>
public sealed record AttendedLine(DateOnly Day, string Title, Phrase Came);

/// <summary>Sessions of a member's own attendance, by how they came.</summary>
public sealed record AttendedTotals(int Convened, int Present, int WithReason, int WithoutReason);
