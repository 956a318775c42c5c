using System.Globalization;
using System.Text;
using Kiosk.Source.Problems;
using Kiosk.Source.Text;
using Kiosk.Words;

namespace Kiosk.Source.Folders;

/// <summary>
/// A CSV file (RFC 4180; UTF-8, or UTF-16 with its mark) whose first line names its columns, as spreadsheets save it (<see cref="CsvHeader"/>). Read once, line by line;
/// a field does not go over lines. A line that is no record is a problem, and the next one is read.
/// </summary>
internal sealed class Csv : IDisposable
{
    private const int MaxLineLength = 128 * 1024;
    private const int BeginningLength = 4096;

    private readonly SourceProblems problems;
    private readonly FileStream file;
    private readonly LineReader lines;
    private readonly IReadOnlyList<string> columns;
    private readonly List<string> fields = [];
    private readonly CsvHeader header;

    private Csv(string path, FileStream file, SourceProblems problems, IReadOnlyList<string> columns, IReadOnlyCollection<string> optional)
    {
        (Path, this.file, this.problems, this.columns) = (path, file, problems, columns);
        lines = new(new StreamReader(file, TextEncoding.StrictUtf8, detectEncodingFromByteOrderMarks: true, bufferSize: 64 * 1024, leaveOpen: true), MaxLineLength);
        header = ReadHeader(optional);
    }

    public string Path { get; }

    /// <summary>Of the record read last, from 1.</summary>
    public int Line => lines.Number;

    /// <summary>A field of the present record; empty where the column is left out.</summary>
    /// <param name="column">Its index among the columns that were asked for.</param>
    public string this[int column] => header.Places[column] < 0 ? "" : fields[header.Places[column]];

    /// <param name="optional">Columns that may be omitted.</param>
    /// <exception cref="RegistryException">The file cannot be read, is no such text, or its first line names other columns.</exception>
    public static Csv Open(string path, SourceProblems problems, long maxLengthInBytes, IReadOnlyList<string> columns, params IReadOnlyCollection<string> optional)
    {
        var opened = SourceFile.Open(path, problems.Folder, maxLengthInBytes);
        try
        {
            Span<byte> beginning = stackalloc byte[BeginningLength];
            var length = opened.ReadAtLeast(beginning, BeginningLength, throwOnEndOfStream: false);
            opened.Position = 0;
            return TextEncoding.FaultOfBeginning(beginning[..length]) is var (line, fault) ? throw RegistryException.At(path, line, fault) : new(path, opened, problems, columns, optional);
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <summary>Goes to the next record. Lines of nothing but delimiters are passed over.</summary>
    /// <returns>False after the last one.</returns>
    /// <exception cref="RegistryException">From here on the file is no text in its encoding.</exception>
    public bool TryRead()
    {
        while (Next() is { } line)
        {
            if (FaultOf(line) is { } fault)
            {
                problems.Error(Path, Line, fault);
            }
            else if (fields.Any(field => field.Length > 0))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A complaint about the present record.</summary>
    public RegistryException At(Phrase what) => RegistryException.At(Path, Line, what);

    /// <returns>A field's day; null where it is empty.</returns>
    /// <exception cref="RegistryException">It is no day.</exception>
    public DateOnly? Day(int column) =>
        this[column].Length == 0 ? null
        : DateOnly.TryParseExact(this[column], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw At(new($"{columns[column]} là \"{this[column]}\", không phải ngày dạng 2026-11-25 (trong Excel: định dạng cột là yyyy-mm-dd).", $"{columns[column]} is \"{this[column]}\" and not a day such as 2026-11-25 (in Excel: format the column as yyyy-mm-dd)."));

    /// <summary>Says it when a name was probably damaged on its way.</summary>
    public void WarnOfName(int column)
    {
        if (NameFault.WarningOf(this[column]) is { } warning)
        {
            problems.Warn(Path, Line, SourceProblem.At(columns[column], line: null, warning));
        }
    }

    /// <summary>Says it when a spreadsheet probably saved something else than was typed.</summary>
    public void WarnOfNumber(int column)
    {
        if (SpreadsheetFault.WarningOf(this[column]) is { } warning)
        {
            problems.Warn(Path, Line, SourceProblem.At(columns[column], line: null, warning));
        }
    }

    public void Dispose() => file.Dispose();

    private CsvHeader ReadHeader(IReadOnlyCollection<string> optional)
    {
        var line = Next();
        var delimiter = line is null ? null : CsvHeader.DelimiterLine(line);
        line = delimiter is null ? line : Next();
        if (line is null)
        {
            throw RegistryException.At(Path, 1, new($"tệp trống; dòng đầu tiên phải nêu tên các cột {string.Join(", ", columns)}.", $"the file is empty; its first line names the columns {string.Join(", ", columns)}."));
        }

        try
        {
            CsvFields.Split(line, delimiter ??= CsvHeader.DelimiterOf(line), fields);
            return CsvHeader.Parse(fields, delimiter.Value, columns, optional);
        }
        catch (RegistryException e)
        {
            throw At(e.What);
        }
    }

    /// <summary>The next line that is not empty.</summary>
    private string? Next()
    {
        try
        {
            while (lines.Read() is { } line)
            {
                if (line.Length > 0)
                {
                    return line;
                }
            }

            return null;
        }
        catch (DecoderFallbackException)
        {
            var (line, sentence) = TextEncoding.FindFault(file);
            throw RegistryException.At(Path, line, sentence);
        }
    }

    /// <summary>Splits a line, and says what is wrong with it.</summary>
    private Phrase? FaultOf(string line)
    {
        if (lines.IsTooLong)
        {
            return new($"dòng dài hơn {MaxLineLength} ký tự.", $"the line has more than {MaxLineLength} characters.");
        }

        try
        {
            CsvFields.Split(line, header.Delimiter, fields);
        }
        catch (RegistryException e)
        {
            return e.What;
        }

        return WidthFault() ?? StrayFault() ?? CharacterFault();
    }

    private Phrase? WidthFault()
    {
        if (fields.Count == header.Width)
        {
            return null;
        }

        var isFewer = fields.Count < header.Width;
        if (isFewer || fields.Skip(header.Width).Any(field => field.Length > 0))
        {
            return new($"có {fields.Count} trường, trong khi dòng đầu có {header.Width}: {(isFewer ? "trường trống cũng phải có dấu phân cách" : $"trường có chứa \"{header.Delimiter}\" phải đặt trong dấu ngoặc kép")}.", $"there are {fields.Count} fields where the first line has {header.Width}: {(isFewer ? "empty ones have their delimiter too" : $"a field with a \"{header.Delimiter}\" in it stands in quotes")}.");
        }

        fields.RemoveRange(header.Width, fields.Count - header.Width);
        return null;
    }

    private Phrase? StrayFault()
    {
        foreach (var place in header.Unnamed)
        {
            if (fields[place].Length > 0)
            {
                return new($"\"{fields[place]}\" nằm ở cột {place + 1}, là cột không có tên ở dòng đầu.", $"\"{fields[place]}\" stands in column {place + 1}, which has no name in the first line.");
            }
        }

        return null;
    }

    private Phrase? CharacterFault()
    {
        for (var column = 0; column < columns.Count; column++)
        {
            if (NameFault.ErrorOf(this[column]) is { } fault)
            {
                return SourceProblem.At(columns[column], line: null, fault);
            }
        }

        return null;
    }
}
