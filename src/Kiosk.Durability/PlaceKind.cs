namespace Kiosk.Durability;

/// <summary>What a path names, after following links.</summary>
internal enum PlaceKind
{
    /// <summary>The path does not exist.</summary>
    Absent = 0,

    /// <summary>A regular file.</summary>
    File,

    Folder,

    Pipe,

    /// <summary>A character or block device.</summary>
    Device,

    Socket,
}
