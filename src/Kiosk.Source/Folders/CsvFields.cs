using Kiosk.Source.Problems;

namespace Kiosk.Source.Folders;

/// <summary>The fields of one line of CSV (RFC 4180, 2): a delimiter between them, quotes around a field that has a delimiter or a quote, two quotes for one inside.</summary>
internal static class CsvFields
{
    /// <summary>Spaces around an unquoted field are ignored.</summary>
    /// <exception cref="RegistryException">A quote is misplaced, or not closed on the line.</exception>
    public static void Split(string line, char delimiter, List<string> fields)
    {
        fields.Clear();
        var rest = line.AsSpan();
        while (true)
        {
            var isQuoted = rest is ['"', ..];
            var length = isQuoted ? QuotedLength(rest) : UnquotedLength(rest, delimiter);
            fields.Add(isQuoted ? rest[1..(length - 1)].ToString().Replace("\"\"", "\"", StringComparison.Ordinal) : rest[..length].Trim().ToString());
            if (length == rest.Length)
            {
                return;
            }

            rest = rest[length] == delimiter ? rest[(length + 1)..] : throw new RegistryException(new("sau dấu ngoặc kép đóng còn ký tự khác.", "something follows a closing quote."));
        }
    }

    private static int UnquotedLength(ReadOnlySpan<char> rest, char delimiter)
    {
        var length = rest.IndexOfAny(delimiter, '"') is var end and >= 0 ? end : rest.Length;
        return length == rest.Length || rest[length] == delimiter ? length : throw new RegistryException(new("có dấu ngoặc kép bên trong một trường không đặt trong ngoặc kép.", "a quote stands inside a field that is not quoted."));
    }

    private static int QuotedLength(ReadOnlySpan<char> rest)
    {
        var position = 1;
        while (true)
        {
            var quote = rest[position..].IndexOf('"');
            if (quote < 0)
            {
                throw new RegistryException(new("dấu ngoặc kép chưa đóng; một trường không được kéo dài qua nhiều dòng: hãy bỏ dấu xuống dòng trong ô.", "a quote is not closed; a field may not go over lines: take the line break out of the cell."));
            }

            position += quote + 1;
            if (position == rest.Length || rest[position] != '"')
            {
                return position;
            }

            position++;
        }
    }
}
