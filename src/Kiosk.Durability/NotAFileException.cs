namespace Kiosk.Durability;

/// <summary>A folder, pipe, socket or device stands where a file is expected. The message is one sentence with the path.</summary>
internal sealed class NotAFileException(string path, PlaceKind kind) : IOException($"{path}: {Sentence(kind)}")
{
    /// <summary>What is there.</summary>
    public PlaceKind Kind => kind;

    /// <summary>The message without the path.</summary>
    public string Reason => Sentence(kind);

    private static string Sentence(PlaceKind kind) => $"this is {kind.Named()}, where a file belongs; take it away, and put the file there.";
}
