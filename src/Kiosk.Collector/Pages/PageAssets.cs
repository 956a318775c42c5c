using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kiosk.Collector.Pages;

/// <summary>The style sheet and the script, embedded in the program.</summary>
internal static class PageAssets
{
    private const string Prefix = "page/";

    private static readonly (string Name, string ContentType)[] Known = [("page.css", "text/css; charset=utf-8"), ("live.js", "text/javascript; charset=utf-8"), ("icon.svg", "image/svg+xml")];

    public static void MapAssets(this IEndpointRouteBuilder pages)
    {
        foreach (var (name, contentType) in Known)
        {
            var content = Read(name);
            pages.MapGet($"/assets/{name}", () => Results.Bytes(content, contentType)).AllowAnonymous();
        }
    }

    private static byte[] Read(string name)
    {
        using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream(Prefix + name) ?? throw new InvalidOperationException($"The program holds no {name}.");
        using var content = new MemoryStream();
        resource.CopyTo(content);
        return content.ToArray();
    }
}
