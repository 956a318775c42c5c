namespace Kiosk.Feed.Sealing;

/// <summary>Something sealed does not open: it was sealed for somebody else or under another key, or was modified.</summary>
public sealed class SealException(string message, Exception? innerException = null) : Exception(message, innerException);
