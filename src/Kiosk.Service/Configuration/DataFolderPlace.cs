using Kiosk.Durability;
using Kiosk.Words;

namespace Kiosk.Service.Configuration;

/// <summary>Whether anything can be kept where the data folder is, or is to be made. Changes nothing.</summary>
internal static class DataFolderPlace
{
    public static readonly Phrase Remedy = new("Đặt Kiosk:DataFolder là một thư mục trên ổ đĩa.", "Name a folder on a disk as Kiosk:DataFolder.");

    /// <summary>With the remedy.</summary>
    /// <inheritdoc cref="FaultOf"/>
    public static Phrase? MistakeOf(string folder) => FaultOf(folder) is { } fault ? new($"{fault.Vietnamese} {Remedy.Vietnamese}", $"{fault.English} {Remedy.English}") : null;

    /// <param name="folder">Its whole path.</param>
    /// <returns>Null where nothing is wrong, or this user may not look.</returns>
    public static Phrase? FaultOf(string folder)
    {
        try
        {
            var (place, kind) = Nearest(folder);
            return (kind, place == folder) switch
            {
                (PlaceKind.Folder, _) => MadeUpBy(place) is { } system ? new(
                    $"Thư mục dữ liệu {folder} nằm trong hệ thống tệp {system} của nhân hệ điều hành, nơi không lưu được tệp.",
                    $"The data folder {folder} lies in the kernel's own file system {system}, where no file can be kept.") : null,
                (_, true) => new($"Thư mục dữ liệu {folder} không phải thư mục mà là {PlaceNames.Of(kind).Vietnamese}.", $"The data folder {folder} is {PlaceNames.Of(kind).English} and no folder."),
                _ => new($"Thư mục dữ liệu {folder} không thể nằm dưới {place}, vì đó là {PlaceNames.Of(kind).Vietnamese}.", $"The data folder {folder} cannot lie below {place}, which is {PlaceNames.Of(kind).English}."),
            };
        }
        catch (Exception denied) when (denied is UnauthorizedAccessException or IOException)
        {
            return null;
        }
    }

    private static (string Place, PlaceKind Kind) Nearest(string folder)
    {
        var place = folder;
        while (true)
        {
            if (Place.KindOf(place) is not PlaceKind.Absent and var kind)
            {
                return (place, kind);
            }

            place = Path.GetDirectoryName(place) ?? "/";
        }
    }

    /// <returns>The name of a file system without any room, such as proc; null for one on a disk or in memory.</returns>
    private static string? MadeUpBy(string place) =>
        new DriveInfo(place) is { DriveType: DriveType.Ram, DriveFormat: not ("tmpfs" or "ramfs") and var system, TotalSize: 0 } ? system : null;
}
