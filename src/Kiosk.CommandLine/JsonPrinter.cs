using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kiosk.CommandLine;

/// <summary>Prints one JSON document. Letters stay unescaped, because people read the names in it.</summary>
public static class JsonPrinter
{
    public static void Print(JsonObject document)
    {
        ArgumentNullException.ThrowIfNull(document);
        using var text = new MemoryStream();
        using (var writer = new Utf8JsonWriter(text, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            document.WriteTo(writer);
        }

        Console.WriteLine(Encoding.UTF8.GetString(text.ToArray()));
    }
}
