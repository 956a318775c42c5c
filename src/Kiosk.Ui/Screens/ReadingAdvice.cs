namespace Kiosk.Ui.Screens;

/// <summary>How to place a card that could not be read.</summary>
public enum ReadingAdvice
{
    PlaceAgain = 0,
    OneCardOnly,
    KeepStill,
}
