using System.Globalization;
using System.Text.RegularExpressions;
using Kiosk.Durability;

namespace Kiosk.Journal;

/// <summary>File names in a journal's folder: segments <c>00000001.seg</c>, <c>00000002.seg</c> and so on, and the writer's lock.</summary>
internal static partial class JournalFolder
{
    public static string LockPath(string folder) => Path.Combine(folder, "writer.lock");

    public static string SegmentPath(string folder, int number) => Path.Combine(folder, $"{number:D8}.seg");

    /// <summary>The number in a segment's name.</summary>
    /// <param name="path">As <see cref="Segments"/> returns it.</param>
    public static int NumberOf(string path) => int.Parse(Path.GetFileNameWithoutExtension(path), NumberStyles.None, CultureInfo.InvariantCulture);

    /// <returns>Segment paths in order, from the first that was not removed (<see cref="JournalBeginning"/>); empty if there is no such folder.</returns>
    /// <exception cref="JournalException">The folder cannot be read, or a segment is missing.</exception>
    public static IReadOnlyList<string> Segments(string folder)
    {
        try
        {
            // Not Directory.Exists, which returns false for a folder this user may not search.
            if (Place.KindOf(folder) is not PlaceKind.Folder)
            {
                return [];
            }

            var found = Directory.EnumerateFiles(folder).Where(path => SegmentName.IsMatch(Path.GetFileName(path))).Order(StringComparer.Ordinal).ToList();
            var first = found.Count > 0 ? Math.Min(NumberOf(found[0]), JournalBeginning.Read(folder)?.FirstSegment ?? 1) : 1;
            for (var index = 0; index < found.Count; index++)
            {
                var expected = SegmentPath(folder, first + index);
                if (Path.GetFileName(found[index]) != Path.GetFileName(expected))
                {
                    throw new JournalBrokenException(new(expected, 0, new("thiếu phân đoạn này", "the segment is missing")));
                }
            }

            return found;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw JournalException.Unreadable(new($"nhật ký trong {folder}", $"The journal in {folder}"), folder, cause);
        }
    }

    /// <summary>Creates the folder and its first segment, without records.</summary>
    /// <exception cref="IOException">They cannot be written.</exception>
    public static void Begin(string folder, string terminalId, IDurableFiles files)
    {
        DurableFolder.Create(folder, files);
        files.Replace(SegmentPath(folder, 1), SegmentHeader.Encode(1, ChainLink.Genesis(terminalId), terminalId));
    }

    /// <summary>Whether anything follows the first segment's header.</summary>
    /// <param name="segments">As <see cref="Segments"/> returns them.</param>
    /// <exception cref="IOException">The first segment cannot be examined.</exception>
    public static bool HoldRecords(IReadOnlyList<string> segments, string terminalId) =>
        segments.Count > 1 || (segments.Count == 1 && new FileInfo(segments[0]).Length > SegmentHeader.LengthFor(terminalId));

    [GeneratedRegex(@"^[0-9]{8}\.seg\z", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 30_000)]
    private static partial Regex SegmentName { get; }
}
