using Kiosk.Words;

namespace Kiosk.Registry.Problems;

/// <summary>Something given to the registry cannot be used: what, where, what now.</summary>
internal sealed class RegistryException : SentenceException
{
    public RegistryException(Phrase sentence, Exception? innerException = null)
        : base(sentence, innerException) => What = sentence;

    private RegistryException(string path, int? line, Phrase what, Exception? innerException)
        : base(SourceProblem.At(path, line, what), innerException) =>
        (Path, Line, What) = (path, line, what);

    /// <summary>The file or folder it is about; null where it is about none.</summary>
    public string? Path { get; }

    /// <summary>From 1; null where no line is meant.</summary>
    public int? Line { get; }

    /// <summary>The sentence without its place.</summary>
    public Phrase What { get; }

    public static RegistryException At(string path, long line, Phrase what) => new(path, checked((int)line), what, innerException: null);

    /// <summary>About a whole file or folder.</summary>
    public static RegistryException In(string path, Phrase what, Exception? innerException = null) => new(path, line: null, what, innerException);
}
