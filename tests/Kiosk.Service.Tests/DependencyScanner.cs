using System.Text.RegularExpressions;

namespace Kiosk.Service.Tests;

/// <summary>One source file.</summary>
/// <param name="Path">From <c>src</c>, with slashes: <c>Kiosk.Service/Cache/KioskCache.cs</c>.</param>
internal sealed record SourceText(string Path, string Text)
{
    /// <summary>The folder as a namespace.</summary>
    public string Folder => Path[..int.Max(0, Path.LastIndexOf('/'))].Replace('/', '.');

    /// <summary>The project and its first folder: <c>Kiosk.Service.Cache</c>, or <c>Kiosk.Service</c> for a file at the root.</summary>
    public string Room => string.Join('.', Folder.Split('.').Take(3));
}

/// <summary>
/// Finds what a file names of other rooms and of packages, in directives, code and documentation alike: whole names (<c>Kiosk.Service.Cache</c>,
/// <c>Spectre.Console</c>) and names that begin half-way, as C# lets a neighbour do (<c>Cache.KioskCache</c>, <c>Cards</c>).
/// </summary>
internal sealed partial class DependencyScanner
{
    private readonly HashSet<string> rooms;
    private readonly HashSet<(string Room, string Type)> types;

    public DependencyScanner(IReadOnlyCollection<SourceText> sources)
    {
        rooms = [.. sources.Select(source => source.Room)];
        types = [.. sources.SelectMany(source => TypeDeclaration().Matches(source.Text).Select(match => (source.Room, match.Groups["name"].Value)))];
    }

    public IEnumerable<string> NamesIn(SourceText source) =>
        WholeName().Matches(source.Text).Select(match => match.Groups["name"].Value)
            .Concat(TwoWords().Matches(source.Text).SelectMany(match => HalfName(source, match.Groups["first"].Value, match.Groups["second"].Value)))
            .Distinct(StringComparer.Ordinal);

    public static string? NamespaceOf(SourceText source) =>
        NamespaceDeclaration().Match(source.Text) is { Success: true } match ? match.Groups["name"].Value : null;

    private IEnumerable<string> HalfName(SourceText source, string first, string second)
    {
        if (rooms.Contains($"Kiosk.{first}.{second}"))
        {
            yield return $"Kiosk.{first}.{second}";
        }

        var project = string.Join('.', source.Folder.Split('.').Take(2));
        var neighbour = $"{project}.{first}";
        if (rooms.Contains(neighbour) && types.Contains((neighbour, second)))
        {
            yield return $"{neighbour}.{second}";
        }
    }

    [GeneratedRegex(@"(?<![\w.])(?<name>(Kiosk|Microsoft|Spectre)(\.[A-Z]\w*)+|SQLitePCL\b|LiteDB(?=;|\.Engine)|Org\.BouncyCastle\b|(NodaTime|Npgsql|QRCoder)(?=[.;])|System\.(CommandLine|Data)\b|(System|Iot)\.Device\b|System\.Net\.Http\b)", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex WholeName();

    [GeneratedRegex(@"(?<![\w.])(?<first>[A-Z]\w*)\.(?<second>[A-Z]\w*)", RegexOptions.None, 30_000)]
    private static partial Regex TwoWords();

    [GeneratedRegex(@"\b(class|struct|interface|enum|record|delegate [\w<>?]+)\s+(?<name>[A-Z]\w*)", RegexOptions.ExplicitCapture, 30_000)]
    private static partial Regex TypeDeclaration();

    [GeneratedRegex(@"^namespace (?<name>[\w.]+)", RegexOptions.Multiline, 30_000)]
    private static partial Regex NamespaceDeclaration();
}
