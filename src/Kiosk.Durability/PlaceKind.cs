namespace Kiosk.Durability;

/// <summary>What bears a name in the file system, links followed.</summary>
internal enum PlaceKind
{
    /// <summary>Nothing does.</summary>
    Absent = 0,

    /// <summary>A regular file.</summary>
    File,

    Folder,

    Pipe,

    /// <summary>A character or block device.</summary>
    Device,

    Socket,
}
