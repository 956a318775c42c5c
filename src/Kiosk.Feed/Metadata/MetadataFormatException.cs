namespace Kiosk.Feed.Metadata;

/// <summary>Bytes are not valid metadata of the expected type. The message is one sentence that names the place.</summary>
public sealed class MetadataFormatException(string message, Exception? cause = null) : Exception(message, cause);
