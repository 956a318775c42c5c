using Kiosk.Durability;
using Kiosk.Words;

namespace Kiosk.Service.Configuration;

/// <summary>What a path names, as sentences say it.</summary>
internal static class PlaceNames
{
    public static Phrase Of(PlaceKind kind) => new(
        kind switch
        {
            PlaceKind.File => "tệp",
            PlaceKind.Folder => "thư mục",
            PlaceKind.Pipe => "ống dẫn (pipe)",
            PlaceKind.Socket => "socket",
            PlaceKind.Device => "thiết bị",
            _ => "chỗ trống",
        },
        kind.Named());
}
