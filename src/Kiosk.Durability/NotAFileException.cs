using Kiosk.Words;

namespace Kiosk.Durability;

/// <summary>A folder, pipe, socket or device stands where a file is expected. The sentence has the path.</summary>
internal sealed class NotAFileException(string path, PlaceKind kind) : FileException(SystemRefusal.At(path, Refusal(kind)))
{
    /// <summary>What is there.</summary>
    public PlaceKind Kind => kind;

    /// <summary>The message without the path.</summary>
    public Phrase Reason => Refusal(kind);

    private static Phrase Refusal(PlaceKind kind) => new(
        $"đây là {PlaceNames.Of(kind).Vietnamese}, trong khi cần một tệp; hãy dời đi, rồi đặt tệp vào đó.", $"this is {PlaceNames.Of(kind).English}, where a file belongs; take it away, and put the file there.");
}
