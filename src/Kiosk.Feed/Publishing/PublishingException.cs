namespace Kiosk.Feed.Publishing;

/// <summary>The tree, the keys or the content do not allow publishing; the last publication stays complete. The message is one sentence.</summary>
public sealed class PublishingException(string message, Exception? innerException = null) : Exception(message, innerException);
