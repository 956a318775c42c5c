namespace Kiosk.Words;

/// <summary>What was refused, for people to read in their language. <see cref="Exception.Message"/> is the English sentence.</summary>
public abstract class SentenceException(Phrase sentence, Exception? innerException = null) : Exception(sentence.English, innerException), ISentence
{
    public Phrase Sentence => sentence;
}
