using Microsoft.AspNetCore.Http;

namespace Kiosk.Collector.Serving;

/// <summary>Addresses without control characters: PostgreSQL takes no zero in a text, and whoever reads a log no command to the screen.</summary>
internal static class PlainAddress
{
    public static bool Is(HttpRequest request) => IsPlain(request.Path.Value) && request.Query.All(parameter => IsPlain(parameter.Key) && parameter.Value.All(IsPlain));

    // A tab comes with a name that was copied from a table.
    private static bool IsPlain(string? text) => text?.Any(letter => char.IsControl(letter) && letter != '\t') is not true;
}
