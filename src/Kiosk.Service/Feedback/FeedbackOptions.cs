namespace Kiosk.Service.Feedback;

/// <summary>Settings of a terminal's location that affect its screens.</summary>
internal sealed record FeedbackOptions
{
    /// <summary>As printed on the terminal; part of every receipt number.</summary>
    public required string TerminalId { get; init; }

    /// <summary>Hides name and role; the seat is still shown.</summary>
    public bool HideNames { get; init; }

    /// <summary>Whether an operator uses the menu by keys.</summary>
    public bool HasKeys { get; init; }

    /// <summary>Telephone number to call if nobody is nearby; null if there is a desk.</summary>
    public string? DutyPhone { get; init; }

    /// <summary>Whether verify-only mode opens the door, so that the screen asks the holder in.</summary>
    public bool OpensWhenVerified { get; init; }
}
