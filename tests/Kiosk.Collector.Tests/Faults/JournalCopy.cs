using Kiosk.Service.Durability;

namespace Kiosk.Service.Journal;

/// <summary>Copies a journal, sealed as it is, segment by segment; also while its writer is at work.</summary>
internal static class JournalCopy
{
    private const int PieceLength = 1024 * 1024;
    private const int MaxCopies = 20;

    /// <summary>
    /// Writes <c>journal-TERMINAL</c> below the folder and verifies what it wrote. It takes the place of an earlier copy that this journal continues; anything else of
    /// that name stays, and the copy gets the next free number: <c>journal-TERMINAL-2</c>.
    /// </summary>
    /// <exception cref="JournalException">The journal is broken or there is none; nothing is left that could pass for it.</exception>
    /// <exception cref="IOException">The folder is not there, is full or cannot be written; what was there still is.</exception>
    public static JournalCopyReport Write(string journal, string below, string terminalId, IDurableFiles files)
    {
        // A stick that is not plugged in must not be made up on the terminal's own disk.
        if (!Directory.Exists(below))
        {
            throw new DirectoryNotFoundException($"There is no folder {below}; plug the stick in and name where it is mounted.");
        }

        var name = Path.Combine(below, $"journal-{terminalId}");
        var beside = name + ".part";
        Prepare(beside, below);
        try
        {
            var verified = Copy(journal, beside, files);
            var (target, kept) = Place(name, journal);
            if (Directory.Exists(target))
            {
                Directory.Delete(target, recursive: true);
            }

            Directory.Move(beside, target);
            files.SyncFolder(Path.GetFullPath(below));
            return new(target, verified.Frames, Convert.ToHexStringLower(verified.LastHash.Span), kept);
        }
        catch (IOException e) when (e.HResult == Libc.NoSpace)
        {
            throw new IOException($"{below} is full, and the journal was not copied. Make room there, or take another stick.", e);
        }
        finally
        {
            if (Directory.Exists(beside))
            {
                Directory.Delete(beside, recursive: true);
            }
        }
    }

    private static void Prepare(string beside, string below)
    {
        try
        {
            if (Directory.Exists(beside))
            {
                Directory.Delete(beside, recursive: true);
            }

            Directory.CreateDirectory(beside);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var reason = e is UnauthorizedAccessException ? "this user may not" : e.HResult == Libc.ReadOnlyFileSystem ? "it is mounted read-only" : "its file system takes no folder";
            throw new IOException($"Nothing can be written to {below}: {reason}. Mount the stick so that whoever runs this may write to it.", e);
        }
    }

    private static JournalVerification Copy(string journal, string beside, IDurableFiles files)
    {
        var verified = JournalVerifier.Verify(journal);
        if (verified.Break is { } broken)
        {
            throw new JournalBrokenException(broken);
        }

        foreach (var segment in JournalFolder.Segments(journal))
        {
            var copy = Path.Combine(beside, Path.GetFileName(segment));
            Copy(segment, copy);
            files.Sync(copy);
        }

        files.SyncFolder(beside);
        var written = JournalVerifier.Verify(beside);
        return written.IsWhole && written.Frames >= verified.Frames
            ? written
            : throw new IOException($"{beside} does not read back as it was written: {written.Frames} of {verified.Frames} records are whole. Take another stick.");
    }

    private static (string Target, IReadOnlyList<string> Kept) Place(string name, string journal)
    {
        var kept = new List<string>();
        for (var number = 1; number <= MaxCopies; number++)
        {
            var target = number == 1 ? name : $"{name}-{number}";
            if (EarlierCopy.FindObjection(target, journal) is not { } objection)
            {
                return (target, kept);
            }

            kept.Add($"{target} stays as it is: {objection}.");
        }

        throw new IOException($"{name} and {MaxCopies - 1} more copies hold what this journal does not. Take them away to where journals are collected, then export again.");
    }

    private static void Copy(string from, string to)
    {
        using var source = new FileStream(from, new FileStreamOptions { Share = FileShare.ReadWrite, BufferSize = 0 });
        using var target = new FileStream(to, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        source.CopyTo(target, PieceLength);
    }
}

/// <summary>What was copied.</summary>
/// <param name="LastHash">SHA-256 of the last record, hexadecimal.</param>
/// <param name="Kept">One sentence for each earlier copy that holds what this journal does not, and therefore stays beside it.</param>
internal sealed record JournalCopyReport(string Folder, ulong Records, string LastHash, IReadOnlyList<string> Kept);
