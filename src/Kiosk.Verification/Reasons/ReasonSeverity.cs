namespace Kiosk.Verification.Reasons;

/// <summary>How much attention a reason asks for.</summary>
internal enum ReasonSeverity
{
    None = 0,

    /// <summary>All in order, or put in order by placing the card again, at another door or time, or at the desk.</summary>
    Notice,

    /// <summary>A card or a member is turned away by rule.</summary>
    Refusal,

    /// <summary>What a forged, copied or manipulated card would look like.</summary>
    SecurityAlert,

    /// <summary>The terminal lacks something; the card may be in order.</summary>
    TerminalFault,
}
