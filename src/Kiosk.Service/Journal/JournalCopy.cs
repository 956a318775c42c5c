using Kiosk.Service.Durability;

namespace Kiosk.Service.Journal;

/// <summary>Copies a journal, sealed as it is, segment by segment; also while its writer is at work.</summary>
internal static class JournalCopy
{
    private const int PieceLength = 1024 * 1024;

    /// <summary>Writes <c>journal-TERMINAL</c> below the folder, in place of an earlier copy, and verifies what it wrote.</summary>
    /// <exception cref="JournalException">The journal is broken or there is none; nothing is left that could pass for it.</exception>
    /// <exception cref="IOException">The folder is not there or cannot be written.</exception>
    public static JournalCopyReport Write(string journal, string below, string terminalId, IDurableFiles files)
    {
        // A stick that is not plugged in must not be made up on the terminal's own disk.
        if (!Directory.Exists(below))
        {
            throw new DirectoryNotFoundException($"There is no folder {below}; plug the stick in and name where it is mounted.");
        }

        var verified = JournalVerifier.Verify(journal);
        if (verified.Break is { } broken)
        {
            throw new JournalBrokenException(broken);
        }

        var target = Path.Combine(below, $"journal-{terminalId}");
        var beside = target + ".part";
        if (Directory.Exists(beside))
        {
            Directory.Delete(beside, recursive: true);
        }

        Directory.CreateDirectory(beside);
        foreach (var segment in JournalFolder.Segments(journal))
        {
            var copy = Path.Combine(beside, Path.GetFileName(segment));
            Copy(segment, copy);
            files.Sync(copy);
        }

        files.SyncFolder(beside);
        var written = JournalVerifier.Verify(beside);
        if (!written.IsWhole || written.Frames < verified.Frames)
        {
            throw new IOException($"{beside} does not read back as it was written: {written.Frames} of {verified.Frames} records are whole.");
        }

        if (Directory.Exists(target))
        {
            Directory.Delete(target, recursive: true);
        }

        Directory.Move(beside, target);
        files.SyncFolder(Path.GetFullPath(below));
        return new(target, written.Frames, Convert.ToHexStringLower(written.LastHash.Span));
    }

    private static void Copy(string from, string to)
    {
        using var source = new FileStream(from, new FileStreamOptions { Share = FileShare.ReadWrite, BufferSize = 0 });
        using var target = PlainFile.Create(to);
        source.CopyTo(target, PieceLength);
    }
}

/// <summary>What was copied.</summary>
/// <param name="LastHash">SHA-256 of the last record, hexadecimal.</param>
internal sealed record JournalCopyReport(string Folder, ulong Records, string LastHash);
