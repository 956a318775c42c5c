using Kiosk.Words;

namespace Kiosk.Service.Cache;

/// <summary>What was brought cannot be made into a generation. The message is one sentence naming the file as its owner knows it.</summary>
internal sealed class CacheSourceException(string message, Exception? cause = null) : Exception(ShownName.Of(message), cause);
