using Kiosk.Words;

namespace Kiosk.Hardware.Readers.Virtual;

/// <summary>A card image cannot be used; the sentence names the file and the place.</summary>
public sealed class CardImageException(Phrase sentence, Exception? innerException = null) : SentenceException(sentence, innerException);
