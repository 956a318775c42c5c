using Kiosk.Words;

namespace Kiosk.Journal.Checkpoints;

/// <summary>A file holds something else than checkpoints. The sentence follows the file's name, without a full stop.</summary>
internal sealed class CheckpointFileException(Phrase sentence, Exception? cause = null) : FormatException(sentence.English, cause), ISentence
{
    public Phrase Sentence => sentence;
}
