using System.Reflection;

namespace Kiosk.Collector.Serving;

/// <summary>The description of the collector's HTTP interface (OpenAPI 3.1), written by hand and held to the server by a test.</summary>
internal static class OpenApiDocument
{
    private const string Resource = "openapi.json";

    public static byte[] Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)!;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }
}
