namespace Kiosk.Service.Page;

/// <summary>Something that the terminal can be switched to from the page.</summary>
/// <param name="Of">The meeting's id or the procedure's code.</param>
internal sealed record PageChoice(string Kind, string Of, string? Vietnamese, string? English);
