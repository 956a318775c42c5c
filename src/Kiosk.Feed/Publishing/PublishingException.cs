using Kiosk.Words;

namespace Kiosk.Feed.Publishing;

/// <summary>The tree, the keys or the content do not allow publishing; the last publication stays complete. The message is one sentence.</summary>
public sealed class PublishingException(Phrase sentence, Exception? innerException = null) : SentenceException(sentence, innerException);
