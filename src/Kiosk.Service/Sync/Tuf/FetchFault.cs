using Kiosk.Words;

namespace Kiosk.Service.Sync.Tuf;

/// <summary>Why a file could not be fetched, phrased to follow the name of one or more files.</summary>
/// <param name="Cause">What is wrong, without a full stop and without file-specific detail.</param>
/// <param name="Remedy">What to do, in one sentence; may be empty.</param>
/// <param name="Detail">File-specific detail, such as "149 of 298 bytes"; null if there is none.</param>
/// <param name="IsOfSource">Whether the whole source fails; then no file is named.</param>
internal sealed record FetchFault(Phrase Cause, Phrase Remedy, Phrase? Detail = null, bool IsOfSource = false)
{
    private const int MaxNames = 3;

    /// <summary>The message for one file.</summary>
    /// <param name="name">The desk's name for it.</param>
    public Phrase Of(string name) => Of([(Phrase.Untranslated(name), Detail)]);

    /// <summary>The message for all files with this cause: their number and the first few names.</summary>
    /// <param name="files">Names with their details.</param>
    public Phrase Of(IReadOnlyList<(Phrase Name, Phrase? Detail)> files)
    {
        if (IsOfSource)
        {
            return new($"{Capital(Cause.Vietnamese)}. {Remedy.Vietnamese}", $"{Capital(Cause.English)}. {Remedy.English}");
        }

        var named = files.Take(files.Count == MaxNames + 1 ? files.Count : MaxNames).ToList();
        var more = files.Count - named.Count;
        return new(
            $"{string.Join(", ", named.Select(file => NameOf(file.Name.Vietnamese, file.Detail?.Vietnamese)))}{(more > 0 ? $" và {more} tệp khác" : "")}: {Cause.Vietnamese}. {Remedy.Vietnamese}".TrimEnd(),
            $"{string.Join(", ", named.Select(file => NameOf(file.Name.English, file.Detail?.English)))}{(more > 0 ? $" and {more} more" : "")}: {Cause.English}. {Remedy.English}".TrimEnd());
    }

    private static string NameOf(string name, string? detail) => detail is null ? name : $"{name} ({detail})";

    private static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];
}
