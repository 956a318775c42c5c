using System.Security.Cryptography;
using Kiosk.Words;

namespace Kiosk.Identity;

/// <summary>The terminal's keys cannot be opened or used. The sentence names the file or device.</summary>
internal sealed class KeyStoreException(Phrase sentence, Exception? cause = null) : CryptographicException(sentence.English, cause), ISentence
{
    public Phrase Sentence => sentence;
}
