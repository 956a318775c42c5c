using System.Text.RegularExpressions;
using Kiosk.Source.Problems;
using Kiosk.Words;

namespace Kiosk.Source.Folders;

/// <summary>The permitted content of a folder. A name that nearly matches is refused with the intended one: a misspelt file must not pass for a missing one.</summary>
/// <param name="Files">Complete names of files.</param>
/// <param name="Folders">Complete names of folders.</param>
/// <param name="Endings">Extensions of files with arbitrary names.</param>
/// <param name="HasOwnFolders">Whether other folders are allowed, such as one with a province's certificates.</param>
internal sealed partial record ExpectedNames(IReadOnlyList<string> Files, IReadOnlyList<string> Folders, IReadOnlyList<string> Endings, bool HasOwnFolders = false)
{
    /// <summary>The permitted entries of a folder, ordered by name; none if the folder is missing.</summary>
    /// <param name="problems">Receives the others.</param>
    /// <returns>Null if this user may not list the folder, which is reported.</returns>
    public IReadOnlyList<string>? List(string folder, SourceProblems problems)
    {
        if (FolderEntries.Of(folder, problems) is not { } entries)
        {
            return null;
        }

        var accepted = new List<string>();
        foreach (var path in entries)
        {
            var name = Path.GetFileName(path);
            if (Litter.Is(name))
            {
                problems.PassOver(path);
            }
            else if (FaultOf(name, Directory.Exists(path)) is { } fault)
            {
                problems.Error(path, null, fault);
            }
            else
            {
                accepted.Add(path);
            }
        }

        return accepted;
    }

    private Phrase? FaultOf(string name, bool isFolder)
    {
        if (isFolder ? Folders.Contains(name) : Files.Contains(name) || (HasEnding(name) && !CopyMarks().IsMatch(name)))
        {
            return null;
        }

        return SuggestionFor(name, isFolder) is { } meant ? new(
                $"{(isFolder ? "thư mục" : "tệp")} tên này không được đọc: hãy đổi tên thành {meant}, hoặc bỏ đi.",
                $"a {(isFolder ? "folder" : "file")} of this name is not read: call it {meant}, or take it away.")
            : isFolder && HasOwnFolders ? null
            : new(
                $"tệp hoặc thư mục này không thuộc về đây; ở đây chỉ có: {string.Join(", ", Files.Concat(Folders).Concat(Endings.Select(ending => $"tệp có đuôi {ending}")))}.",
                $"this has no place here; what belongs here: {string.Join(", ", Files.Concat(Folders).Concat(Endings.Select(ending => $"files ending in {ending}")))}.");
    }

    private bool HasEnding(string name) => Endings.Any(ending => name.EndsWith(ending, StringComparison.Ordinal) && name.Length > ending.Length);

    /// <summary>The name probably intended: different letter case, an ending added (members.csv.txt), or a copy (root (1).crl).</summary>
    private string? SuggestionFor(string name, bool isFolder)
    {
        var plain = CopyMarks().Replace(name, "");
        var whole = (isFolder ? Folders : Files).FirstOrDefault(known => IsNearly(plain, known));
        return whole ?? (isFolder ? null : Endings.Select(ending => WithEnding(plain, ending)).FirstOrDefault(meant => meant is not null && meant != name));
    }

    private static bool IsNearly(string name, string known) =>
        name.StartsWith(known, StringComparison.OrdinalIgnoreCase) && (name.Length == known.Length || name[known.Length] is '.' or '~' or ' ' or '_')
        || (name.Length < known.Length && known.StartsWith(name + ".", StringComparison.OrdinalIgnoreCase));

    private static string? WithEnding(string name, string ending)
    {
        var place = name.IndexOf(ending, StringComparison.OrdinalIgnoreCase);
        return place > 0 && (place + ending.Length == name.Length || name[place + ending.Length] is '.' or '~') ? name[..place] + ending : null;
    }

    [GeneratedRegex(@"^Copy of | \(\d{1,3}\)| - Copy| - Bản sao| copy( \d{1,3})?(?=\.|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 30_000)]
    private static partial Regex CopyMarks();
}
