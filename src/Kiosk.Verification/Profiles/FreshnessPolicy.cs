namespace Kiosk.Verification.Profiles;

/// <summary>What to do, per mode, when the terminal cannot decide: refuse, or record and flag. Part of the signed card profile.</summary>
/// <param name="MaxStaleness">How long past nextUpdate a CRL may still lead to record and flag; after that, cards are refused in every mode.</param>
internal sealed record FreshnessPolicy(
    UndecidedRule Meeting,
    UndecidedRule Procedure,
    UndecidedRule VerifyOnly,
    TimeSpan MaxStaleness)
{
    /// <summary>How far ahead of the terminal's clock a CRL may be dated and still be in force, since even good clocks differ.</summary>
    public TimeSpan ClockTolerance { get; init; } = TimeSpan.FromMinutes(10);
}

/// <summary>What to do with a card that is valid as far as the terminal can tell.</summary>
internal enum UndecidedRule
{
    Refuse = 0,
    RecordAndFlag,
}
