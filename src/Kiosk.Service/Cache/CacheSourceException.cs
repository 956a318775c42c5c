using Kiosk.Words;

namespace Kiosk.Service.Cache;

/// <summary>What was brought cannot be made into a generation. The sentence names the file as its owner knows it.</summary>
internal sealed class CacheSourceException(Phrase sentence, Exception? cause = null)
    : SentenceException(new(ShownName.InLines(sentence.Vietnamese), ShownName.InLines(sentence.English)), cause);
