namespace Kiosk.Feed.Publishing;

/// <summary>The tree, the keys or the content cannot be published as they are; the last publication stays whole. The message is one sentence.</summary>
public sealed class PublishingException(string message, Exception? innerException = null) : Exception(message, innerException);
