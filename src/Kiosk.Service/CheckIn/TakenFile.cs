namespace Kiosk.Service.CheckIn;

/// <summary>Whose procedure a clerk took, for that clerk's eyes while the shift lasts.</summary>
internal sealed record TakenFile(string? Member, string? CaseNumber);
