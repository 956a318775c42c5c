namespace Kiosk.Words;

/// <summary>The languages every sentence exists in; the first is the terminal's own.</summary>
public enum Language
{
    Vietnamese = 0,
    English,
}
