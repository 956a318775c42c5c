using Kiosk.Words;

namespace Kiosk.Verification.Profiles;

/// <summary>A card profile cannot be used. The message is one sentence naming the source and the place in it.</summary>
internal sealed class CardProfileException(Phrase sentence, Exception? inner = null) : SentenceException(sentence, inner);
