using Kiosk.Words;

namespace Kiosk.Service.Configuration;

/// <summary>A setting cannot be used. The sentence has the key, where it is, and the remedy.</summary>
internal sealed class ConfigurationException(Phrase sentence, Exception? innerException = null) : SentenceException(sentence, innerException);
