using Kiosk.Words;

namespace Kiosk.Durability;

/// <summary>A write failed because the disk is full, read-only or failing, or a read because it is failing. The sentence names the file, the fault and the remedy.</summary>
internal sealed class DiskException(Phrase sentence, int errno, Exception? cause = null) : FileException(sentence, errno, cause)
{
    /// <summary>Translates a failure that only carries the framework's message into one that names file, fault and remedy.</summary>
    /// <param name="path">The file to be written, or the folder it was to be created in.</param>
    /// <returns>The failure itself if it is already translated or is of another kind.</returns>
    public static Exception Explain(Exception failure, string path) => failure switch
    {
        DiskException or { InnerException: DiskException } => failure,
        UnauthorizedAccessException => new FileException(FolderOwner.Denied(path, "ghi", "write"), failure),
        IOException when DiskFault.In(failure, FolderOf(path)) is { } fault => new DiskException(SentenceOf(fault, path), fault.Errno, failure),
        _ => failure,
    };

    /// <returns>Null if the error does not concern the disk.</returns>
    public static DiskException? Of(int errno, string path) =>
        DiskFault.Of(errno, FolderOf(path)) is { } fault ? new(SentenceOf(fault, path), errno) : null;

    /// <summary>As <see cref="Explain"/>, for a read.</summary>
    public static IOException ExplainRead(IOException failure, string path) => OfRead(failure.HResult, path) ?? failure;

    /// <summary>The same of a read.</summary>
    /// <returns>Null if the error does not concern the disk.</returns>
    public static DiskException? OfRead(int errno, string path) =>
        DiskFault.Of(errno, FolderOf(path)) is { } fault ? new(new Phrase($"Không đọc được {path}.", $"{path} could not be read.").Then(fault.Sentence), errno) : null;

    private static Phrase SentenceOf(DiskFault fault, string path) => new Phrase($"Không ghi được {path}.", $"{path} could not be written.").Then(fault.Sentence);

    private static string FolderOf(string path) => Directory.Exists(path) ? path : DiskSpace.NearestExisting(Path.GetDirectoryName(Path.GetFullPath(path)) ?? "/");
}
