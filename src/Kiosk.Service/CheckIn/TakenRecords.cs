using System.Text;
using Kiosk.Durability;
using Kiosk.Journal;
using Kiosk.Journal.Upload;
using Kiosk.Service.Admission;

namespace Kiosk.Service.CheckIn;

/// <summary>
/// What a stick brought of other terminals' journals, so that who is inside stays known without the collector: one file a terminal, each passage a line as the collector tells it (<see cref="ArrivalOfOtherDoor"/>), under the
/// terminal's own tag.
/// </summary>
/// <param name="key">Tags what this terminal wrote.</param>
internal sealed class TakenRecords(string folder, FrameKey key, IDurableFiles files)
{
    private const string Ending = ".passages";
    private const int MaxLength = 64 * 1024 * 1024;

    /// <summary>Keeps the passages of a journal that was verified. A file of the same terminal is replaced.</summary>
    /// <param name="signed">Number of the last record that the other terminal signed: anybody could have added those behind it.</param>
    /// <returns>How many there are.</returns>
    /// <exception cref="IOException">They cannot be written.</exception>
    /// <exception cref="JournalException">The journal cannot be read.</exception>
    public int Take(string terminalId, JournalReader journal, ulong signed)
    {
        List<ArrivalOfOtherDoor> passages = [.. journal.Read().TakeWhile(entry => entry.Sequence.Value <= signed).Select(entry => ArrivalOfOtherDoor.Of(entry.Sequence.Value, terminalId, entry)).OfType<ArrivalOfOtherDoor>()];
        using var content = new MemoryStream();
        foreach (var passage in passages)
        {
            content.Write(passage.Encode());
            content.WriteByte((byte)'\n');
        }

        var tag = new byte[FrameKey.TagLength];
        key.Tag(content.ToArray(), tag);
        content.Write(tag);
        DurableFolder.Create(folder, files);
        files.Replace(Path.Combine(folder, terminalId + Ending), content.ToArray());
        return passages.Count;
    }

    /// <summary>The passages of one session; a file that is not as this terminal wrote it says nothing.</summary>
    public IReadOnlyList<AttendanceEvent> In(string context) => Directory.Exists(folder)
        ? [.. Directory.EnumerateFiles(folder, "*" + Ending).Order(StringComparer.Ordinal).SelectMany(Read).Where(passage => passage.Context == context).Select(OtherDoors.EventOf)]
        : [];

    private IEnumerable<ArrivalOfOtherDoor> Read(string path)
    {
        try
        {
            var content = RegularFile.Read(path, MaxLength);
            return content.Length >= FrameKey.TagLength && key.Verifies(content.AsSpan()[..^FrameKey.TagLength], content.AsSpan()[^FrameKey.TagLength..])
                ? [.. Encoding.UTF8.GetString(content, 0, content.Length - FrameKey.TagLength).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => ArrivalOfOtherDoor.Parse(Encoding.UTF8.GetBytes(line)))]
                : [];
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException or NotAFileException or FormatException)
        {
            return [];
        }
    }
}
