using Kiosk.Words;

namespace Kiosk.Source.Problems;

/// <summary>Input to the registry cannot be used. The message says what is wrong, where, and what to do.</summary>
internal sealed class RegistryException : SentenceException
{
    public RegistryException(Phrase sentence, Exception? innerException = null)
        : base(sentence, innerException) => What = sentence;

    private RegistryException(string path, int? line, Phrase what, Exception? innerException)
        : base(SourceProblem.At(path, line, what), innerException) =>
        (Path, Line, What) = (path, line, what);

    /// <summary>The file or folder concerned; null if none.</summary>
    public string? Path { get; }

    /// <summary>From 1; null if no line is meant.</summary>
    public int? Line { get; }

    /// <summary>The sentence without its location.</summary>
    public Phrase What { get; }

    public static RegistryException At(string path, long line, Phrase what) => new(path, checked((int)line), what, innerException: null);

    /// <summary>About a whole file or folder.</summary>
    public static RegistryException In(string path, Phrase what, Exception? innerException = null) => new(path, line: null, what, innerException);
}
