using Kiosk.Durability;
using Kiosk.Words;

namespace Kiosk.Service.Cache;

/// <summary>What is wrong with a file that was brought.</summary>
internal static class SourceFile
{
    public static CacheSourceException Unreadable(string path, Exception e) =>
        e switch
        {
            FileNotFoundException or DirectoryNotFoundException => new(new($"Không có {path}.", $"{path} is missing."), e),
            NotAFileException other => new(other.Sentence, e),
            _ => new(new Phrase($"Không đọc được {path}", $"{path} cannot be read").Because(SystemRefusal.SentenceOf(e)), e),
        };
}
