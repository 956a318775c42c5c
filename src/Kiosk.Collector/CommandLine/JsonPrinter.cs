using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Kiosk.Collector.CommandLine;

/// <summary>Prints one document. Letters stay as they are: names are read by people.</summary>
internal static class JsonPrinter
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Print(JsonObject document) => Console.WriteLine(document.ToJsonString(Readable));
}
