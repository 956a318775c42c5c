using System.Security.Cryptography;
using Kiosk.Journal.Checkpoints;
using Kiosk.Words;

namespace Kiosk.Journal;

/// <summary>The keys that authenticate a terminal's journal.</summary>
/// <param name="Frames">Tags each frame.</param>
/// <param name="Signer">The device key, which signs checkpoints.</param>
/// <param name="Kind">Where the device key is stored, as stated in checkpoints: <c>file</c> or <c>tpm</c>.</param>
/// <param name="Counter">The machine's, which no copy of the disk takes back; null where it has none.</param>
internal sealed record JournalKeys(FrameKey Frames, INoteSigner Signer, string Kind, IMonotonicCounter? Counter = null)
{
    /// <summary>Why the device key cannot be used, and the remedy.</summary>
    public static Phrase SentenceOf(CryptographicException cause) => cause is ISentence { Sentence: var known } ? known : Phrase.WithDetail("Khóa của máy không dùng được", cause.Message);
}
