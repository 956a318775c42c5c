using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Kiosk.Durability;
using Kiosk.Words;

namespace Kiosk.Service.Cache;

/// <summary>Reads one file of a source folder within a bound.</summary>
internal static class SourceFile
{
    /// <exception cref="CacheSourceException">The file is not there, cannot be read, or is longer than the bound.</exception>
    public static byte[] Read(string path, int maxLengthInBytes)
    {
        try
        {
            using var file = RegularFile.Open(path);
            var length = RandomAccess.GetLength(file);
            if (length > maxLengthInBytes)
            {
                throw new CacheSourceException($"{path} has {length} bytes; {maxLengthInBytes} are the most.");
            }

            var content = new byte[(int)length];
            var filled = 0;
            while (filled < content.Length)
            {
                var count = RandomAccess.Read(file, content.AsSpan(filled), filled);
                if (count == 0)
                {
                    throw new CacheSourceException($"{path} became shorter while it was read.");
                }

                filled += count;
            }

            return content;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, e);
        }
    }

    public static CacheSourceException Unreadable(string path, Exception e) =>
        e switch
        {
            FileNotFoundException or DirectoryNotFoundException => new($"{path} is missing.", e),
            NotAFileException other => new($"{path}: {other.Reason}", e),
            _ => new($"{path} cannot be read: {e.Message}", e),
        };

    /// <param name="line">The number of the line the text is, or null when it is a whole file.</param>
    /// <exception cref="CacheSourceException">The text is not what it should be.</exception>
    public static T Parse<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type, string path, long? line = null)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(json, type) ?? throw new CacheSourceException($"{Place(path, line ?? 1)}: null says nothing.");
        }
        catch (JsonException e)
        {
            // Of a file of lines each is a text of its own, and the reader counts from there.
            var mistake = JsonMistake.In(json, e);
            throw new CacheSourceException(line is { } number ? $"{Place(path, number)}{mistake[mistake.IndexOf(',', StringComparison.Ordinal)..]}" : $"{path} {mistake}", e);
        }
    }

    public static string Place(string path, long line) => $"{path} line {line}";
}
