namespace Kiosk.Service.Feedback;

/// <summary>What the place of a terminal decides about its screens.</summary>
internal sealed record FeedbackOptions
{
    /// <summary>As printed on the terminal; part of receipt numbers.</summary>
    public required string TerminalId { get; init; }

    /// <summary>Shows neither name nor role; the seat is shown all the same.</summary>
    public bool HideNames { get; init; }

    /// <summary>Whom to call where nobody is at hand, or null where there is a desk.</summary>
    public string? DutyPhone { get; init; }

    /// <summary>Whether the door opens for a card that is only verified, so that its holder is asked in.</summary>
    public bool OpensWhenVerified { get; init; }
}
