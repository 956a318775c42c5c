namespace Kiosk.Cards;

/// <summary>The input is not the JSON form of card evidence.</summary>
public sealed class CardEvidenceException(string message, Exception? innerException = null) : Exception(message, innerException);
