namespace Kiosk.Words;

/// <summary>The languages every user-facing sentence exists in; the first is the default.</summary>
public enum Language
{
    Vietnamese = 0,
    English,
}
