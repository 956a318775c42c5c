using Kiosk.Words;

namespace Kiosk.Durability;

/// <summary>A file or folder cannot be used. The sentence names it, with what is wrong and the remedy; errno, if any, is in <see cref="Exception.HResult"/>.</summary>
internal class FileException : IOException, ISentence
{
    public FileException(Phrase sentence, Exception? cause = null)
        : base(sentence.English, cause) => Sentence = sentence;

    public FileException(Phrase sentence, int errno, Exception? cause = null)
        : this(sentence, cause) => HResult = errno;

    public Phrase Sentence { get; }
}
