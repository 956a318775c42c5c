namespace Kiosk.Hardware.Displays;

/// <summary>The display could not show a picture. The message is a sentence for the operator.</summary>
public sealed class DisplayException(string message, Exception? innerException = null) : Exception(message, innerException);
