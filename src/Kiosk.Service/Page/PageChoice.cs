namespace Kiosk.Service.Page;

/// <summary>A mode that the page can switch the terminal to.</summary>
/// <param name="Of">The meeting's id or the procedure's code.</param>
internal sealed record PageChoice(string Kind, string Of, string? Vietnamese, string? English);
