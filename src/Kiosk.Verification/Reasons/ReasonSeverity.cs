namespace Kiosk.Verification.Reasons;

/// <summary>How much attention a reason needs.</summary>
internal enum ReasonSeverity
{
    None = 0,

    /// <summary>Nothing wrong, or resolved by presenting the card again, at another door or time, or at the desk.</summary>
    Notice,

    /// <summary>A card or a member is refused by rule.</summary>
    Refusal,

    /// <summary>Consistent with a forged, copied or manipulated card.</summary>
    SecurityAlert,

    /// <summary>The terminal is at fault; the card may be fine.</summary>
    TerminalFault,
}
