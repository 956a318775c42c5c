using Kiosk.Words;

namespace Kiosk.Collector.CommandLine;

/// <summary>Input that cannot be used.</summary>
internal sealed class CollectorException(Phrase sentence, Exception? cause = null) : SentenceException(sentence, cause);
