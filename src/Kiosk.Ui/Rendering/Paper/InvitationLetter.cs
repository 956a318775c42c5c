namespace Kiosk.Ui.Rendering.Paper;

/// <summary>One person's signed invitation, as it is printed.</summary>
/// <param name="Number">Of the letter, with its issue.</param>
/// <param name="Role">The capacity in which the person is convened; null if none is written.</param>
/// <param name="Seat">Area, row and seat; null without one.</param>
/// <param name="Door">The only door the person may use; null for any.</param>
/// <param name="Code">The signed text of the QR code.</param>
public sealed record InvitationLetter(string Number, string Name, bool IsGuest, string? Role, string? Unit, (string Area, string Row, string Number)? Seat, string? Door, string Code);
