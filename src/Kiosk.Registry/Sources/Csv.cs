using System.Text;

namespace Kiosk.Registry.Sources;

/// <summary>A CSV file (RFC 4180, UTF-8) whose first line names its columns. Read once, line by line; a field does not go over lines.</summary>
internal sealed class Csv : IDisposable
{
    private const int GreatestLineLength = 128 * 1024;

    private readonly StreamReader reader;
    private readonly List<string> fields = [];
    private readonly int[] places;
    private readonly int width;

    private Csv(string path, StreamReader reader, IReadOnlyList<string> columns, IReadOnlyCollection<string> optional)
    {
        (Path, this.reader) = (path, reader);
        if (!Advance())
        {
            throw RegistryException.At(path, 1, "the file is empty.");
        }

        width = fields.Count;
        places = [.. columns.Select(column => PlaceOf(column, optional))];
        if (fields.FirstOrDefault(name => !columns.Contains(name)) is { } stranger)
        {
            throw At($"there is no column \"{stranger}\"; the columns are {string.Join(", ", columns)}.");
        }

        if (fields.Distinct(StringComparer.Ordinal).Count() != width)
        {
            throw At("a column stands twice.");
        }
    }

    public string Path { get; }

    /// <summary>Of the record read last, from 1.</summary>
    public int Line { get; private set; }

    /// <summary>A field of the present record; empty where the column is left out.</summary>
    /// <param name="column">Its index among the columns that were asked for.</param>
    public string this[int column] => places[column] < 0 ? "" : fields[places[column]];

    /// <param name="optional">Columns that may be left out.</param>
    /// <exception cref="RegistryException">The file cannot be read, or its first line names other columns.</exception>
    public static Csv Open(string path, IReadOnlyList<string> columns, params IReadOnlyCollection<string> optional)
    {
        StreamReader opened;
        try
        {
            opened = new StreamReader(path, SourceText.StrictUtf8, detectEncodingFromByteOrderMarks: true, bufferSize: 128 * 1024);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new RegistryException($"{path} is missing.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RegistryException($"{path} cannot be read: {e.Message}", e);
        }

        try
        {
            return new(path, opened, columns, optional);
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <returns>False after the last record. Empty lines are passed over.</returns>
    /// <exception cref="RegistryException">The record is not as RFC 4180 has it, or has another number of fields than the first line.</exception>
    public bool TryRead()
    {
        if (!Advance())
        {
            return false;
        }

        return fields.Count == width ? true : throw At($"there are {fields.Count} fields where the first line has {width}.");
    }

    /// <summary>A complaint about the present record.</summary>
    public RegistryException At(string what) => RegistryException.At(Path, Line, what);

    public void Dispose() => reader.Dispose();

    private bool Advance()
    {
        try
        {
            while (reader.ReadLine() is { } line)
            {
                Line++;
                if (line.Length > GreatestLineLength)
                {
                    throw At($"the line has more than {GreatestLineLength} characters.");
                }

                if (line.Length > 0)
                {
                    CsvFields.Split(line, fields);
                    return true;
                }
            }

            return false;
        }
        catch (FormatException e)
        {
            throw At(e.Message);
        }
        catch (DecoderFallbackException)
        {
            throw RegistryException.At(Path, Line + 1, "there are bytes here or below that are not UTF-8.");
        }
    }

    private int PlaceOf(string column, IReadOnlyCollection<string> optional)
    {
        var place = fields.IndexOf(column);
        return place >= 0 || optional.Contains(column) ? place : throw At($"the column \"{column}\" is missing.");
    }
}
