namespace Kiosk.Feed.Metadata;

/// <summary>Bytes that are not the metadata they should be. The message is one sentence naming the place.</summary>
public sealed class MetadataFormatException(string message, Exception? cause = null) : Exception(message, cause);
