namespace Kiosk.Durability;

/// <summary>A disk that takes nothing more, where something was to be written. The message says which file, what is wrong and what to do; errno is in <see cref="Exception.HResult"/>.</summary>
internal sealed class DiskException : IOException
{
    public DiskException(string message, int errno, Exception? cause = null)
        : base(message, cause) => HResult = errno;

    /// <summary>What is said of a failure that the system reported in its own words.</summary>
    /// <param name="path">What was to be written: a file, or the folder that it was to lie in.</param>
    /// <returns>The failure itself where it says all of that already, or is of another kind.</returns>
    public static Exception Explain(Exception failure, string path) => failure switch
    {
        DiskException or { InnerException: DiskException } => failure,
        UnauthorizedAccessException => new IOException($"{path} is not for {SystemUser.Current} to write. {FolderOwner.RemedyFor(path)}", failure),
        IOException when DiskTrouble.In(failure, FolderOf(path)) is { } trouble => new DiskException(SentenceOf(trouble, path), trouble.Errno, failure),
        _ => failure,
    };

    /// <returns>Null where the error says nothing of the disk.</returns>
    public static DiskException? Of(int errno, string path) =>
        DiskTrouble.Of(errno, FolderOf(path)) is { } trouble ? new(SentenceOf(trouble, path), errno) : null;

    private static string SentenceOf(DiskTrouble trouble, string path) => $"{path} could not be written. {trouble.Sentence}";

    private static string FolderOf(string path) => Directory.Exists(path) ? path : DiskSpace.NearestExisting(Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/");
}
