namespace Kiosk.Cards;

/// <summary>The source of randomness failed, or gives what it gave before: no challenge can be trusted, so the terminal must go out of service.</summary>
public sealed class RandomSourceException(string message, Exception? innerException = null) : Exception(message, innerException);
