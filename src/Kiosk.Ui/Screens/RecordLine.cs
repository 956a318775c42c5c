using Kiosk.Words;

namespace Kiosk.Ui.Screens;

/// <summary>One line of a member's own record.</summary>
/// <param name="IsWrong">The member says that it is not right.</param>
public sealed record RecordLine(RecordField Field, Phrase Value, bool IsWrong = false);
