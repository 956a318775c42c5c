namespace Kiosk.Durability;

/// <summary>Folders whose entries survive a power cut.</summary>
internal static class DurableFolder
{
    /// <summary>Creates the folder and its missing parents (mode 0700), syncing the parent of each one created.</summary>
    /// <exception cref="IOException">A folder cannot be created or synced.</exception>
    public static void Create(string path, IDurableFiles files)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (Directory.Exists(full) || Path.GetDirectoryName(full) is not { } above)
        {
            return;
        }

        Create(above, files);
        SystemCall.CreateFolder(full);
        if (Place.KindOf(full) is not PlaceKind.Folder)
        {
            throw new FileException(new Kiosk.Words.Phrase($"{full}: thứ mang tên này không phải thư mục; hãy dời đi.", $"{full}: something else than a folder bears this name; take it away."));
        }

        files.SyncFolder(above);
    }
}
