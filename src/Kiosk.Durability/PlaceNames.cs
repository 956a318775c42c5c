using Kiosk.Words;

namespace Kiosk.Durability;

/// <summary>What a path names, as sentences say it.</summary>
internal static class PlaceNames
{
    /// <returns>In English with its article, to follow "is".</returns>
    public static Phrase Of(PlaceKind kind) => kind switch
    {
        PlaceKind.File => new("tệp", "a file"),
        PlaceKind.Folder => new("thư mục", "a folder"),
        PlaceKind.Pipe => new("ống dẫn (pipe)", "a pipe"),
        PlaceKind.Socket => new("socket", "a socket"),
        PlaceKind.Device => new("thiết bị", "a device"),
        _ => new("chỗ trống", "nothing"),
    };
}
