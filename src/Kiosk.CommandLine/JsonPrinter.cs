using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kiosk.Words;

namespace Kiosk.CommandLine;

/// <summary>Prints one JSON document. Letters stay unescaped, because people read the names in it.</summary>
public static class JsonPrinter
{
    /// <summary>Prints an answer. One that is no says why in <c>error</c>, and has <c>exitCode</c>, as every failure does.</summary>
    /// <param name="refusal">Why the answer is no; null if it is yes.</param>
    /// <returns>The exit code.</returns>
    public static int Print(JsonObject document, Phrase? refusal, Language language)
    {
        ArgumentNullException.ThrowIfNull(document);
        if (refusal is not null)
        {
            document["error"] = refusal.In(language);
            document["exitCode"] = ExitCode.No;
        }

        Print(document);
        return refusal is null ? ExitCode.Done : ExitCode.No;
    }

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
