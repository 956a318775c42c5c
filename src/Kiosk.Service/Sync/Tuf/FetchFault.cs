namespace Kiosk.Service.Sync.Tuf;

/// <summary>Why a file could not be fetched, phrased to follow the name of one or more files.</summary>
/// <param name="Cause">What is wrong, without a full stop and without file-specific detail.</param>
/// <param name="Remedy">What to do, in one sentence.</param>
/// <param name="Detail">File-specific detail, such as "149 of 298 bytes"; may be empty.</param>
/// <param name="IsOfSource">Whether the whole source fails; then no file is named.</param>
internal sealed record FetchFault(string Cause, string Remedy, string Detail = "", bool IsOfSource = false)
{
    private const int MaxNames = 3;

    /// <summary>The message for one file.</summary>
    /// <param name="name">The desk's name for it.</param>
    public string Of(string name) => Of([(name, Detail)]);

    /// <summary>The message for all files with this cause: their number and the first few names.</summary>
    /// <param name="files">Names with their details.</param>
    public string Of(IReadOnlyList<(string Name, string Detail)> files)
    {
        if (IsOfSource)
        {
            return $"{char.ToUpperInvariant(Cause[0])}{Cause[1..]}. {Remedy}";
        }

        var named = files.Take(files.Count == MaxNames + 1 ? files.Count : MaxNames).Select(file => file.Detail.Length > 0 ? $"{file.Name} ({file.Detail})" : file.Name).ToList();
        var names = string.Join(", ", named) + (files.Count > named.Count ? $" and {files.Count - named.Count} more" : "");
        return $"{names}: {Cause}. {Remedy}".TrimEnd();
    }
}
