namespace Kiosk.Durability;

/// <summary>Whether a folder takes new files.</summary>
internal enum FolderAccess
{
    ReadOnlyDisk = 0,

    /// <summary>The folder's mode keeps out its own owner, who is not root.</summary>
    OwnerKeptOut,

    Writable,
}
