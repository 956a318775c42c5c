namespace Kiosk.Ui.Screens;

/// <summary>What to do if a card cannot be read or used.</summary>
public enum ReadingAdvice
{
    PlaceAgain = 0,
    OneCardOnly,
    KeepStill,

    /// <summary>The card is fine, but no procedure has been chosen.</summary>
    ChooseFirst,

    /// <summary>The card is fine, but the terminal does not know the time.</summary>
    AwaitsClock,

    /// <summary>The card is fine, but no clerk has opened the desk.</summary>
    AwaitsClerk,

    /// <summary>The old card was read; the one that replaces it comes next.</summary>
    PlaceNewCard,

    /// <summary>The card was read; placed once more, it shows its holder's record.</summary>
    PlaceAgainToSee,

    /// <summary>A code was scanned that is no invitation, or was not read completely.</summary>
    ScanAgain,
}
