namespace Kiosk.Words;

/// <summary>An exception that says in both languages what failed. Its message is the English sentence.</summary>
public interface ISentence
{
    Phrase Sentence { get; }
}
