namespace Kiosk.Service.Sync.Tuf;

/// <summary>Why a file did not come as it should: said after the file's name, or after the names of all files that it is true of.</summary>
/// <param name="Cause">What is wrong, without a full stop and without what differs from file to file.</param>
/// <param name="Remedy">What to do, one sentence.</param>
/// <param name="Detail">What differs from file to file, such as "149 of 298 bytes"; may be empty.</param>
/// <param name="IsOfSource">Whether it is the source that fails, whatever file is asked for: then no file is named.</param>
internal sealed record FetchFault(string Cause, string Remedy, string Detail = "", bool IsOfSource = false)
{
    private const int MaxNames = 3;

    /// <summary>The sentences for one file.</summary>
    /// <param name="name">As the desk names it.</param>
    public string Of(string name) => Of([(name, Detail)]);

    /// <summary>The same for all files that have this cause: how many, and the first few by name.</summary>
    /// <param name="files">By name, each with its own detail.</param>
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
