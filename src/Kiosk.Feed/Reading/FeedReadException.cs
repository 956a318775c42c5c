using Kiosk.Words;

namespace Kiosk.Feed.Reading;

/// <summary>A feed cannot be read, or is not trusted. The sentence names its place and the remedy.</summary>
public sealed class FeedReadException(Phrase sentence, Exception? innerException = null) : SentenceException(sentence, innerException);
