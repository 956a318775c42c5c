namespace Kiosk.EndToEnd.Tests.Faults;

/// <summary>Copies folders for runs that begin from the same disk.</summary>
internal static class FileTree
{
    public static void Copy(string from, string to)
    {
        foreach (var path in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, path));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(path, copy);
        }
    }

    /// <summary>Whether a file is what an interrupted sync leaves behind.</summary>
    public static bool IsUnfinished(string path) => Path.GetExtension(path) is ".building" or ".part";
}
