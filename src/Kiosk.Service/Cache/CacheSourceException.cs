namespace Kiosk.Service.Cache;

/// <summary>A source folder from which no generation can be built. The message is one sentence naming the file and, where there is one, the line.</summary>
internal sealed class CacheSourceException(string message, Exception? cause = null) : Exception(message, cause);
