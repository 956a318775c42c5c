using Kiosk.Durability;
using Kiosk.Journal.Checkpoints;
using Kiosk.Words;

namespace Kiosk.Journal;

/// <summary>Decides whether a journal copy may replace what already exists at its target.</summary>
internal static class EarlierCopy
{
    /// <summary>Finds a reason not to replace an earlier copy: one holding only records that the journal starts with may be replaced.</summary>
    /// <param name="journal">Folder of a verified journal.</param>
    /// <returns>The reason, to follow the copy's name; null if there is none or nothing exists there.</returns>
    /// <exception cref="JournalException">The journal cannot be read.</exception>
    public static Phrase? FindObjection(string copy, string journal)
    {
        if (Place.KindOf(copy) is not (PlaceKind.Folder or PlaceKind.Absent) and var kind)
        {
            return new($"đó là {PlaceNames.Of(kind).Vietnamese}", $"it is {PlaceNames.Of(kind).English}");
        }

        // A link is not a copy: only the link is replaced, its target stays.
        if (new DirectoryInfo(copy) is not { Exists: true, LinkTarget: null })
        {
            return null;
        }

        return Directory.EnumerateFileSystemEntries(copy).Select(path => Path.GetFileName(path)).FirstOrDefault(name => !name.StartsWith('.') && !IsSegment(name) && name is not (CheckpointFile.Name or JournalBeginning.Name)) is { } other
            ? new($"trong đó có {ShownName.Of(other)}, không thuộc nhật ký", $"it holds {ShownName.Of(other)}, which is not part of a journal")
            : FindDifference(copy, journal);
    }

    private static bool IsSegment(string path) => Path.GetExtension(path) == ".seg";

    private static Phrase? FindDifference(string copy, string journal)
    {
        JournalVerification held;
        try
        {
            held = JournalVerifier.Verify(copy);
        }
        catch (JournalException) when (!Directory.EnumerateFileSystemEntries(copy).Any(IsSegment))
        {
            return null;
        }
        catch (JournalException)
        {
            return new("không đọc được bản sao đó", "it cannot be read");
        }

        if (!held.IsWhole)
        {
            return new("bản sao đó bị hư hỏng, không rõ còn chứa gì khác", "it is damaged, and nobody can tell what else it held");
        }

        if (held.Frames == 0)
        {
            return null;
        }

        var walk = new ChainWalk(JournalFolder.Segments(journal));
        var same = walk.Entries().FirstOrDefault(entry => entry.Sequence.Value >= held.Frames);
        return same switch
        {
            _ when walk.First is { Sequence: var removed } && held.FirstSequence.Value <= removed =>
                new(
                    $"trong đó có các bản ghi từ {held.FirstSequence} đến {removed}, máy này đã xóa sau khi máy thu thập xác nhận",
                    $"it holds records {held.FirstSequence} to {removed}, which this terminal has removed since the collector confirmed them"),
            null => new(
                $"trong đó có {held.Frames} bản ghi, còn nhật ký này có {walk.Last?.Sequence ?? 0}; nhật ký của máy đã được lập lại, hoặc một máy khác có cùng mã",
                $"it holds {held.Frames} records and this journal {walk.Last?.Sequence ?? 0}; the terminal's journal was started again, or another terminal has the same id"),
            { FrameHash: var hash } when hash.Span.SequenceEqual(held.LastHash.Span) => null,
            _ => new(
                $"{held.Frames} bản ghi trong đó không phải phần đầu của nhật ký này; nhật ký của máy đã được lập lại, hoặc một máy khác có cùng mã",
                $"its {held.Frames} records are not those that this journal begins with; the terminal's journal was started again, or another terminal has the same id"),
        };
    }
}
