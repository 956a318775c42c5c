using System.Collections.Frozen;

namespace Kiosk.Service.Page;

/// <summary>The page's static files, embedded in the program.</summary>
internal static class PageFiles
{
    private static readonly FrozenDictionary<string, (string Resource, string Kind)> Names = new Dictionary<string, (string, string)>(StringComparer.Ordinal)
    {
        ["/"] = ("index.html", "text/html; charset=utf-8"),
        ["/page.css"] = ("page.css", "text/css; charset=utf-8"),
        ["/page.js"] = ("page.js", "text/javascript; charset=utf-8"),
        ["/cards.js"] = ("cards.js", "text/javascript; charset=utf-8"),
        ["/touch.js"] = ("touch.js", "text/javascript; charset=utf-8"),
        ["/words.js"] = ("words.js", "text/javascript; charset=utf-8"),
        ["/desk"] = ("desk.html", "text/html; charset=utf-8"),
        ["/desk.css"] = ("desk.css", "text/css; charset=utf-8"),
        ["/desk.js"] = ("desk.js", "text/javascript; charset=utf-8"),
        ["/icon.svg"] = ("icon.svg", "image/svg+xml"),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <param name="path">Relative to the page's root.</param>
    /// <returns>Null if there is no such file. The caller disposes of the stream.</returns>
    public static (Stream Content, string Kind)? Find(string path) =>
        Names.TryGetValue(path, out var name) && typeof(PageFiles).Assembly.GetManifestResourceStream("page/" + name.Resource) is { } content ? (content, name.Kind) : null;
}
