using Kiosk.Durability;

namespace Kiosk.Service.Cache;

/// <summary>What is wrong with a file that was brought.</summary>
internal static class SourceFile
{
    public static CacheSourceException Unreadable(string path, Exception e) =>
        e switch
        {
            FileNotFoundException or DirectoryNotFoundException => new($"{path} is missing.", e),
            NotAFileException other => new($"{path}: {other.Reason}", e),
            _ => new($"{path} cannot be read: {e.Message}", e),
        };
}
