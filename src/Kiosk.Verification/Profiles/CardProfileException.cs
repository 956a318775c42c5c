namespace Kiosk.Verification.Profiles;

/// <summary>A card profile cannot be used. The message is one sentence naming the source and the place in it.</summary>
internal sealed class CardProfileException(string message, Exception? inner = null) : Exception(message, inner);
