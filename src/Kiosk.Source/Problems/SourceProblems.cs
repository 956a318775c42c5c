using Kiosk.Source.Text;
using Kiosk.Words;

namespace Kiosk.Source.Problems;

/// <summary>
/// Collects the problems of a source folder, so that all are reported at once. Thread-safe; keeps at most <see cref="MaxPerFile"/> of each severity per file
/// and reports how many more there were.
/// </summary>
/// <param name="folder">The source folder, absolute; files are named relative to it.</param>
internal sealed class SourceProblems(string folder)
{
    public const int MaxPerFile = 1000;

    private const int MaxNamesPassedOver = 12;

    private static readonly CountedPhrase NotListed = new("Còn {0} mục nữa không liệt kê ở đây.", "{0} more is not listed.", "{0} more are not listed.");

    private readonly Lock gate = new();
    private readonly List<string> passedOver = [];
    private readonly List<SourceProblem> kept = [];
    private readonly Dictionary<(string File, ProblemSeverity Severity), int> counts = [];

    /// <summary>The folder that file names are relative to.</summary>
    public string Folder => folder;

    public bool HasErrors => Count(ProblemSeverity.Error) > 0;

    /// <summary>Such as "2 errors, 1 warning".</summary>
    public Phrase Summary => Summarise(Count(ProblemSeverity.Error), Count(ProblemSeverity.Warning));

    /// <summary>The number added, whether kept or not.</summary>
    public int Count(ProblemSeverity severity)
    {
        lock (gate)
        {
            return counts.Where(count => count.Key.Severity == severity).Sum(count => count.Value);
        }
    }

    /// <param name="path">The file's path, absolute or relative to the source folder.</param>
    public void Add(ProblemSeverity severity, string path, int? line, Phrase sentence)
    {
        var file = NameOf(path);
        lock (gate)
        {
            var count = counts[(file, severity)] = counts.GetValueOrDefault((file, severity)) + 1;
            if (count <= MaxPerFile)
            {
                kept.Add(new(severity, file, line, sentence));
            }
        }
    }

    public void Error(string path, int? line, Phrase sentence) => Add(ProblemSeverity.Error, path, line, sentence);

    public void Warn(string path, int? line, Phrase sentence) => Add(ProblemSeverity.Warning, path, line, sentence);

    public void Note(string path, int? line, Phrase sentence) => Add(ProblemSeverity.Note, path, line, sentence);

    /// <summary>Notes a file left by a desktop environment; all are reported in one line.</summary>
    public void PassOver(string path)
    {
        lock (gate)
        {
            passedOver.Add(NameOf(path).TrimEnd('\r'));
        }
    }

    public void Error(RegistryException exception) => Error(exception.Path ?? folder, exception.Line, exception.What);

    /// <summary>Reads one item; a failure becomes an error.</summary>
    /// <returns>Null if it cannot be used.</returns>
    public T? Try<T>(Func<T?> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (RegistryException e)
        {
            Error(e);
            return null;
        }
    }

    /// <returns>Errors, then warnings, then notes, each ordered by file and line.</returns>
    public IReadOnlyList<SourceProblem> ToList()
    {
        lock (gate)
        {
            return
            [
                .. kept.Concat(counts.Where(count => count.Value > MaxPerFile).Select(count => new SourceProblem(count.Key.Severity, count.Key.File, null, NotListed.For(count.Value - MaxPerFile))))
                    .Concat(LitterNote())
                    .OrderBy(problem => problem.Severity).ThenBy(problem => problem.File, StringComparer.Ordinal).ThenBy(problem => problem.Line ?? 0),
            ];
        }
    }

    private IEnumerable<SourceProblem> LitterNote()
    {
        if (passedOver.Count > 0)
        {
            var (names, more) = (string.Join(", ", passedOver.Take(MaxNamesPassedOver)), passedOver.Count - MaxNamesPassedOver);
            yield return new(ProblemSeverity.Note, "", null, new(
                $"Đã bỏ qua những tệp mà máy tính và phần mềm văn phòng tự tạo ra: {names}{(more > 0 ? $" và {more} tệp khác" : "")}.",
                $"Passed over, as desktops and office programs leave such files: {names}{(more > 0 ? $" and {more} more" : "")}."));
        }
    }

    private static Phrase Summarise(int errors, int warnings) => new($"{errors} lỗi, {warnings} cảnh báo", $"{Counted.Of(errors, "error")}, {Counted.Of(warnings, "warning")}");

    private string NameOf(string path)
    {
        var relative = Path.IsPathRooted(path) ? Path.GetRelativePath(folder, path) : path;
        return relative == "." ? "" : relative.StartsWith("../", StringComparison.Ordinal) ? path : relative;
    }
}
