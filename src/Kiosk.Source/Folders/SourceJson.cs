using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Kiosk.Source.Problems;
using Kiosk.Source.Text;

namespace Kiosk.Source.Folders;

/// <summary>Reads a JSON file of the source folder, checking syntax and structure; messages name the line.</summary>
internal static class SourceJson
{
    /// <summary>The bytes of a JSON text, without a byte order mark, which Notepad writes.</summary>
    /// <exception cref="RegistryException">It cannot be read, or is not JSON in UTF-8.</exception>
    public static byte[] Read(string path, string root, int maxLengthInBytes)
    {
        var content = SourceFile.Read(path, root, maxLengthInBytes);
        if (TextEncoding.FaultOf(content) is var (line, fault))
        {
            throw RegistryException.At(path, line, fault);
        }

        var json = content.AsSpan().StartsWith("\uFEFF"u8) ? content[3..] : content;
        return JsonSyntax.FaultOf(json) is var (place, sentence) ? throw RegistryException.At(path, place, sentence) : json;
    }

    /// <summary>Deserializes the content; every invalid member becomes an error.</summary>
    /// <returns>Null if it cannot be used.</returns>
    /// <param name="shape">The expected structure, if the type does not describe it.</param>
    public static T? Parse<T>(byte[] json, JsonTypeInfo<T> type, string path, SourceProblems problems, JsonTypeInfo? shape = null)
        where T : class
    {
        if (!new JsonShape(json, (line, fault) => problems.Error(path, line, fault)).Check(shape ?? type))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize(json, type);
        }
        catch (JsonException e)
        {
            // The structure was valid, so only depth and similar limits are left.
            problems.Error(path, checked((int)(e.LineNumber ?? 0) + 1), new("phần này lồng nhau sâu hơn mức của loại tệp này.", "this is nested deeper than such a file is."));
            return null;
        }
    }
}
