namespace Kiosk.Ui.Screens;

/// <summary>What to do with a card that could not be read or used.</summary>
public enum ReadingAdvice
{
    PlaceAgain = 0,
    OneCardOnly,
    KeepStill,

    /// <summary>The card was in order, but nobody has said yet what it is for.</summary>
    ChooseFirst,

    /// <summary>Nothing is wrong with the card: the terminal does not know the time.</summary>
    AwaitsClock,
}
