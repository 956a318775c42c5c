namespace Kiosk.Registry.Problems;

/// <summary>Something given to the registry cannot be used. The message is one sentence: what, where, what now.</summary>
internal sealed class RegistryException : Exception
{
    public RegistryException(string message, Exception? innerException = null)
        : base(message, innerException) => Sentence = message;

    private RegistryException(string path, int? line, string sentence, Exception? innerException)
        : base(line is null ? $"{path}: {sentence}" : $"{path} line {line}: {sentence}", innerException) =>
        (Path, Line, Sentence) = (path, line, sentence);

    /// <summary>The file or folder it is about; null where it is about none.</summary>
    public string? Path { get; }

    /// <summary>From 1; null where no line is meant.</summary>
    public int? Line { get; }

    /// <summary>The message without its place.</summary>
    public string Sentence { get; }

    public static RegistryException At(string path, long line, string what) => new(path, checked((int)line), what, innerException: null);

    /// <summary>About a whole file or folder.</summary>
    public static RegistryException In(string path, string what, Exception? innerException = null) => new(path, line: null, what, innerException);
}
