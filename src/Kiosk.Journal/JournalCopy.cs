using Kiosk.Durability;
using Kiosk.Journal.Checkpoints;
using Kiosk.Words;

namespace Kiosk.Journal;

/// <summary>Copies a journal and its checkpoints file by file, still sealed. May run while the journal is being written.</summary>
internal static class JournalCopy
{
    private const int PieceLength = 1024 * 1024;
    private const int MaxCopies = 20;

    /// <summary>
    /// Writes <c>journal-TERMINAL</c> below the folder and verifies what was written. It replaces an earlier copy that this journal continues; anything else of
    /// that name is kept, and the copy gets the next free number: <c>journal-TERMINAL-2</c>.
    /// </summary>
    /// <exception cref="JournalException">The journal is broken or missing; no partial copy is left.</exception>
    /// <exception cref="IOException">The folder is missing, full or not writable; earlier copies are untouched.</exception>
    public static JournalCopyReport Write(string journal, string below, string terminalId, IDurableFiles files, FrameKey? frames = null)
    {
        // Don't create the mount point of an unplugged stick on the terminal's own disk.
        if (!Directory.Exists(below))
        {
            throw new FileException(new Phrase($"Không có thư mục {below}. Hãy cắm USB, rồi nêu nơi USB được gắn.", $"There is no folder {below}. Plug the stick in, and name where it is mounted."));
        }

        var name = Path.Combine(below, $"journal-{terminalId}");
        var temporary = name + ".part";
        Prepare(temporary, below);
        try
        {
            CopySwap.Recover(Targets(name));
            var verified = Copy(journal, temporary, files, frames);
            var (target, kept) = Place(name, journal);
            CopySwap.Replace(temporary, target, files);
            return new(target, verified.Frames, Convert.ToHexStringLower(verified.LastHash.Span), kept);
        }
        catch (IOException e) when (DiskFault.In(e, below) is { Kind: DiskFaultKind.Full })
        {
            throw Full(below, e);
        }
        catch (IOException e) when (e is not FileException && DiskFault.In(e, below) is { Kind: not DiskFaultKind.Full })
        {
            throw new FileException(
                new Phrase(
                    $"Đọc nhật ký hoặc ghi vào {below} bị lỗi, và nhật ký chưa được sao chép; bản sao trước đó còn nguyên. Hãy thử lại, hoặc dùng USB khác [{e.Message}].",
                    $"Reading the journal or writing to {below} failed, and the journal was not copied; an earlier copy is untouched. Try again, or use another stick: {e.Message}"),
                e);
        }
        finally
        {
            if (Directory.Exists(temporary))
            {
                Directory.Delete(temporary, recursive: true);
            }
        }
    }

    private static void Prepare(string temporary, string below)
    {
        if (Obstacle(temporary) is { } obstacle)
        {
            throw new FileException(new Phrase(
                $"{temporary} là {obstacle.Vietnamese}, nằm vào chỗ của thư mục mà bản sao được ghi vào trước tiên. Hãy dời đi, rồi xuất lại.",
                $"{temporary} is {obstacle.English}, in the way of the folder that the copy is first written to. Take it away, then export again."));
        }

        try
        {
            if (Directory.Exists(temporary))
            {
                Directory.Delete(temporary, recursive: true);
            }

            Directory.CreateDirectory(temporary);
        }
        catch (IOException e) when (DiskFault.In(e, below) is { Kind: DiskFaultKind.Full })
        {
            throw Full(below, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var reason = e is UnauthorizedAccessException ? new Phrase("người dùng này không có quyền", "this user may not")
                : e.HResult == Libc.ReadOnlyFileSystem ? new("USB được gắn ở chế độ chỉ đọc", "it is mounted read-only")
                : new("hệ thống tệp ở đó không nhận thư mục", "its file system takes no folder");
            throw new FileException(
                new Phrase(
                    $"Không ghi được gì vào {below}: {reason.Vietnamese}. Hãy gắn USB sao cho người chạy lệnh này ghi được.",
                    $"Nothing can be written to {below}: {reason.English}. Mount the stick so that whoever runs this may write to it."),
                e);
        }
    }

    /// <returns>What has the name instead of a folder; null where nothing has it, or a folder that an interrupted copy left.</returns>
    private static Phrase? Obstacle(string temporary) => Durability.Place.KindOf(temporary) switch
    {
        PlaceKind.Folder => null,
        PlaceKind.Absent => new FileInfo(temporary).LinkTarget is null ? null : new("một liên kết không dẫn đến đâu", "a link that leads nowhere"),
        var kind => PlaceNames.Of(kind),
    };

    private static FileException Full(string below, IOException cause) => new(
        new Phrase($"{below} đã đầy, và nhật ký chưa được sao chép. Hãy giải phóng dung lượng ở đó, hoặc dùng USB khác.", $"{below} is full, and the journal was not copied. Free some space on it, or use another stick."), cause);

    private static JournalVerification Copy(string journal, string temporary, IDurableFiles files, FrameKey? frames)
    {
        var verified = JournalVerifier.Verify(journal, frames: frames);
        if (verified.Break is { } broken)
        {
            throw new JournalBrokenException(broken);
        }

        // Checkpoints first: a later one would cover records that are not copied.
        string[] beside = [CheckpointFile.PathIn(journal), JournalBeginning.PathIn(journal)];
        foreach (var part in beside.Where(File.Exists).Concat(JournalFolder.Segments(journal)).ToList())
        {
            var copy = Path.Combine(temporary, Path.GetFileName(part));
            Copy(part, copy);
            files.Sync(copy);
        }

        files.SyncFolder(temporary);
        var written = JournalVerifier.Verify(temporary);
        return written.IsWhole && written.Frames >= verified.Frames
            ? written
            : throw new FileException(new Phrase(
                $"Đọc lại {temporary} thấy không đúng: chỉ {written.Frames} trong {verified.Frames} bản ghi còn nguyên vẹn. Hãy dùng USB khác.",
                $"{temporary} could not be read back correctly: {written.Frames} of {verified.Frames} records are whole. Use another stick."));
    }

    private static (string Target, IReadOnlyList<Phrase> Kept) Place(string name, string journal)
    {
        var kept = new List<Phrase>();
        foreach (var target in Targets(name))
        {
            if (EarlierCopy.FindObjection(target, journal) is not { } objection)
            {
                return (target, kept);
            }

            kept.Add(new($"{target} được giữ nguyên: {objection.Vietnamese}.", $"{target} stays as it is: {objection.English}."));
        }

        throw new FileException(new Phrase(
            $"{name} và {MaxCopies - 1} bản sao nữa chứa những gì nhật ký này không có. Hãy chuyển các bản sao đến nơi thu thập nhật ký, rồi xuất lại.",
            $"{name} and {MaxCopies - 1} more copies hold what this journal does not. Move them to where journals are collected, then export again."));
    }

    private static IEnumerable<string> Targets(string name) => Enumerable.Range(1, MaxCopies).Select(number => number == 1 ? name : $"{name}-{number}");

    private static void Copy(string from, string to)
    {
        using var source = RegularFile.OpenStream(from);
        using var target = PlainFile.Create(to);
        source.CopyTo(target, PieceLength);
    }
}

/// <summary>The result of copying a journal.</summary>
/// <param name="LastHash">SHA-256 of the last record, hexadecimal.</param>
/// <param name="Kept">One sentence for each earlier copy that was kept, because it holds what this journal does not.</param>
internal sealed record JournalCopyReport(string Folder, ulong Records, string LastHash, IReadOnlyList<Phrase> Kept);
