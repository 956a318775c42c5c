namespace Kiosk.Durability;

/// <summary>What sentences call the kinds of places.</summary>
internal static class PlaceKindWords
{
    /// <returns>With its article, to follow "is".</returns>
    public static string Named(this PlaceKind kind) => kind switch
    {
        PlaceKind.File => "a file",
        PlaceKind.Folder => "a folder",
        PlaceKind.Pipe => "a pipe",
        PlaceKind.Socket => "a socket",
        PlaceKind.Device => "a device",
        _ => "nothing",
    };
}
