namespace Kiosk.Ui.Screens;

/// <summary>How to place a card that could not be read or used.</summary>
public enum ReadingAdvice
{
    PlaceAgain = 0,
    OneCardOnly,
    KeepStill,

    /// <summary>The card was in order, but nobody has said yet what it is for.</summary>
    ChooseFirst,
}
