namespace Kiosk.Verification.Profiles;

/// <summary>What the signed card profile says to do when the terminal cannot know: per mode refuse, or record and flag.</summary>
/// <param name="MaxStaleness">How long past nextUpdate a CRL may still lead to record and flag; after that it is refused everywhere.</param>
internal sealed record FreshnessPolicy(
    UndecidedRule Meeting,
    UndecidedRule Procedure,
    UndecidedRule VerifyOnly,
    TimeSpan MaxStaleness)
{
    /// <summary>How far ahead of the terminal's clock a list may be dated and still count: two good clocks differ, and nobody may be turned away for that.</summary>
    public TimeSpan ClockTolerance { get; init; } = TimeSpan.FromMinutes(10);
}

/// <summary>What to do with a card that is in order as far as the terminal can know.</summary>
internal enum UndecidedRule
{
    Refuse = 0,
    RecordAndFlag,
}
