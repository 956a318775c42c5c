using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Kiosk.Registry.Sources;

/// <summary>Reads one file of the source folder within a bound.</summary>
internal static class SourceText
{
    /// <exception cref="RegistryException">The file is missing, too long or cannot be read.</exception>
    public static byte[] Read(string path, int greatestLengthInBytes)
    {
        try
        {
            var length = new FileInfo(path).Length;
            return length <= greatestLengthInBytes
                ? File.ReadAllBytes(path)
                : throw new RegistryException($"{path} has {length} bytes; {greatestLengthInBytes} are the most.");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new RegistryException($"{path} is missing.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RegistryException($"{path} cannot be read: {e.Message}", e);
        }
    }

    /// <exception cref="RegistryException">Not the JSON it should be; the sentence names the line.</exception>
    public static T Parse<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type, string path)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(json, type) ?? throw RegistryException.At(path, 1, "null says nothing.");
        }
        catch (JsonException e)
        {
            throw RegistryException.At(path, (e.LineNumber ?? 0) + 1, e.Message.Split(" Path: ")[0].Split(" LineNumber: ")[0]);
        }
    }

    /// <summary>The files of a folder with one of these endings, in the order of their names; none where the folder is missing.</summary>
    /// <exception cref="RegistryException">There is something else: a misspelt name must not pass for a missing file.</exception>
    public static IReadOnlyList<string> Files(string folder, params IReadOnlyList<string> endings)
    {
        if (!Directory.Exists(folder))
        {
            return [];
        }

        var files = Directory.GetFileSystemEntries(folder).Order(StringComparer.Ordinal).ToList();
        return files.FirstOrDefault(file => !endings.Any(ending => file.EndsWith(ending, StringComparison.Ordinal)) || Directory.Exists(file)) is { } stranger
            ? throw new RegistryException($"{stranger} is not a file ending in {string.Join(" or ", endings)}.")
            : files;
    }

    public static Encoding StrictUtf8 { get; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
}
