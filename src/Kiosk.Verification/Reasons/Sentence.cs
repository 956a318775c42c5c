namespace Kiosk.Verification.Reasons;

/// <summary>One sentence in both languages.</summary>
internal sealed record Sentence(string Vietnamese, string English);
