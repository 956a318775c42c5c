using System.Text.RegularExpressions;

namespace Kiosk.Service.Tests;

/// <summary>Which folder of <c>src</c> uses types of which: found by the types that a file names and can see, through its directives and the namespaces around its own.</summary>
internal sealed partial class FolderGraph
{
    private readonly Dictionary<string, HashSet<string>> uses = new(StringComparer.Ordinal);

    public FolderGraph(IReadOnlyCollection<SourceText> sources)
    {
        var homes = sources.SelectMany(source => Declaration().Matches(source.Text).Select(match => (Type: match.Groups["name"].Value, source.Folder)))
            .ToLookup(home => home.Type, home => home.Folder, StringComparer.Ordinal);
        foreach (var source in sources)
        {
            var seen = SeenFrom(source);
            var used = Word().Matches(Code(source.Text)).Select(match => match.Value).Distinct(StringComparer.Ordinal)
                .SelectMany(word => homes[word].Distinct(StringComparer.Ordinal))
                .Where(folder => folder != source.Folder && seen.Contains(folder));
            (uses.TryGetValue(source.Folder, out var all) ? all : uses[source.Folder] = new(StringComparer.Ordinal)).UnionWith(used);
        }
    }

    /// <summary>The folders that can be left and come back to, each as <c>A → B → A</c>.</summary>
    public IEnumerable<string> Circles() =>
        from folder in uses.Keys.Order(StringComparer.Ordinal)
        where WayBack(folder) is { Count: > 0 }
        select string.Join(" → ", WayBack(folder)!.Prepend(folder));

    /// <summary>The shortest way from a folder to itself, or null.</summary>
    private List<string>? WayBack(string folder)
    {
        var (ways, known) = (new Queue<List<string>>([[folder]]), new HashSet<string>(StringComparer.Ordinal));
        while (ways.TryDequeue(out var way))
        {
            foreach (var next in uses.GetValueOrDefault(way[^1]) ?? [])
            {
                if (next == folder)
                {
                    return [.. way.Skip(1), folder];
                }

                if (known.Add(next))
                {
                    ways.Enqueue([.. way, next]);
                }
            }
        }

        return null;
    }

    private static HashSet<string> SeenFrom(SourceText source)
    {
        var seen = Directive().Matches(source.Text).Select(match => match.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);
        for (var around = source.Folder; around.LastIndexOf('.') is > 0 and var end;)
        {
            seen.Add(around = around[..end]);
        }

        return seen;
    }

    private static string Code(string text) => Quoted().Replace(Comment().Replace(text, ""), "");

    [GeneratedRegex(@"^(?:(?:public|internal|private|file|sealed|abstract|static|readonly|partial|ref|unsafe) )*(?:class|record struct|record|struct|interface|enum) (?<name>[A-Z]\w*)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Declaration();

    [GeneratedRegex(@"^using (static )?(?<name>[\w.]+);", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Directive();

    [GeneratedRegex(@"\b[A-Z]\w+\b", RegexOptions.None, 30_000)]
    private static partial Regex Word();

    [GeneratedRegex("//.*", RegexOptions.None, 30_000)]
    private static partial Regex Comment();

    [GeneratedRegex("\"(\\\\.|[^\"\\\\])*\"", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex Quoted();
}
