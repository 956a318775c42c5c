namespace Kiosk.Hardware.Readers.Virtual;

/// <summary>A card image cannot be used; the message is one sentence that names the file and the place.</summary>
public sealed class CardImageException(string message) : Exception(message);
