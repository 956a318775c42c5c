using System.Text;
using Kiosk.Source.Problems;

namespace Kiosk.Source.Calendars;

/// <summary>A content line (RFC 5545, 3.1), unfolded.</summary>
/// <param name="Number">Number of its first physical line, from 1.</param>
/// <param name="Name">In capitals.</param>
/// <param name="Parameters">By name in capitals.</param>
/// <param name="Value">Unparsed.</param>
internal sealed record CalendarLine(int Number, string Name, IReadOnlyDictionary<string, string> Parameters, string Value)
{
    private const int MaxLength = 64 * 1024;

    /// <summary>Value type TEXT (3.3.11).</summary>
    public string ToText()
    {
        var text = new StringBuilder(Value.Length);
        for (var i = 0; i < Value.Length; i++)
        {
            if (Value[i] != '\\' || i + 1 == Value.Length)
            {
                text.Append(Value[i]);
                continue;
            }

            i++;
            text.Append(Value[i] is 'n' or 'N' ? ' ' : Value[i]);
        }

        return text.ToString().Trim();
    }

    /// <exception cref="RegistryException">A line has no name or no colon, or is too long.</exception>
    public static IEnumerable<CalendarLine> Unfold(string text, string path)
    {
        var physical = text.ReplaceLineEndings("\n").Split('\n');
        for (var i = 0; i < physical.Length; i++)
        {
            var (number, line) = (i + 1, new StringBuilder(physical[i]));
            while (i + 1 < physical.Length && physical[i + 1] is [' ' or '\t', ..] && line.Length <= MaxLength)
            {
                i++;
                line.Append(physical[i].AsSpan(1));
            }

            if (line.Length > MaxLength)
            {
                throw RegistryException.At(path, number, new($"dòng dài hơn {MaxLength} ký tự.", $"the line has more than {MaxLength} characters."));
            }

            if (line.Length > 0)
            {
                yield return Parse(line.ToString(), number, path);
            }
        }
    }

    private static CalendarLine Parse(string line, int number, string path)
    {
        var parts = new List<string>();
        var (start, isQuoted) = (0, false);
        for (var i = 0; i < line.Length; i++)
        {
            isQuoted ^= line[i] == '"';
            if (isQuoted || line[i] is not (';' or ':'))
            {
                continue;
            }

            parts.Add(line[start..i]);
            start = i + 1;
            if (line[i] == ':')
            {
                return parts[0].Length > 0
                    ? new(number, parts[0].ToUpperInvariant(), ParametersOf(parts.Skip(1), number, path), line[start..])
                    : throw RegistryException.At(path, number, new("dòng không có tên.", "the line has no name."));
            }
        }

        throw RegistryException.At(path, number, new("dòng không có dấu hai chấm.", "the line has no colon."));
    }

    private static Dictionary<string, string> ParametersOf(IEnumerable<string> parts, int number, string path)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in parts)
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1 || !parameters.TryAdd(part[..equals].ToUpperInvariant(), part[(equals + 1)..].Trim('"')))
            {
                throw RegistryException.At(path, number, new($"\"{part}\" không phải tham số, hoặc xuất hiện hai lần.", $"\"{part}\" is not a parameter, or stands twice."));
            }
        }

        return parameters;
    }
}
