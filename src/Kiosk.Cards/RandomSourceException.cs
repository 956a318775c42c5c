namespace Kiosk.Cards;

/// <summary>The random source failed or repeats itself. No challenge can be trusted, so the terminal must go out of service.</summary>
public sealed class RandomSourceException(string message, Exception? innerException = null) : Exception(message, innerException);
