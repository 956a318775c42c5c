using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Kiosk.Registry.Problems;
using Kiosk.Registry.Text;

namespace Kiosk.Registry.Sources;

/// <summary>Reads a JSON file of the source folder: its syntax, then its shape, all in sentences that name the line.</summary>
internal static class SourceJson
{
    /// <summary>The bytes of a JSON text, without the byte order mark that Notepad puts before it.</summary>
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

    /// <summary>The content as what it should be; every member that is not becomes an error.</summary>
    /// <returns>Null when it cannot be used.</returns>
    /// <param name="shape">What the content is compared with, where the type does not describe itself.</param>
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
            // The shape was good, so only depth and the like are left.
            problems.Error(path, checked((int)(e.LineNumber ?? 0) + 1), new("phần này lồng nhau sâu hơn mức của loại tệp này.", "this is nested deeper than such a file is."));
            return null;
        }
    }
}
