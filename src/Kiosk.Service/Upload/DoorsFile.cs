using System.Globalization;
using System.Text;
using Kiosk.Durability;
using Kiosk.Journal;
using Kiosk.Journal.Upload;

namespace Kiosk.Service.Upload;

/// <summary>
/// What the collector told of one meeting's other doors, in <c>upload/doors</c>: a door that starts again without the collector still knows who came in elsewhere, and how old that is. A line is Base64 of a
/// tag, a blank, and the meeting's id (first line), an arrival as the collector told it, or an instant at which the collector was heard. Each tag, under the terminal's frame key, covers the tag before it;
/// what is behind a line that does not fit is not believed. Pseudonyms, no names. Not thread-safe.
/// </summary>
internal sealed class DoorsFile(string folder, FrameKey key, IDurableFiles files, TimeProvider time) : IDisposable
{
    private const string FileName = "doors";
    private const int MaxLength = 128 * 1024 * 1024;
    private const char HeardMark = '@';
    private const string MeetingMark = "meeting ";

    private static readonly byte[] Beginning = "KIOSKDOR"u8.ToArray();

    /// <summary>A power cut loses so much of it; the collector tells it again.</summary>
    private static readonly TimeSpan WriteInterval = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan HeardInterval = TimeSpan.FromSeconds(15);

    private readonly string path = Path.Combine(folder, FileName);
    private readonly StringBuilder waiting = new();
    private IDurableFile? file;
    private byte[] last = Beginning;
    private long writtenAt = time.GetTimestamp();
    private DateTimeOffset heardAt = DateTimeOffset.MinValue;

    /// <summary>Reads what is kept of a meeting, and goes on behind it; what is kept of another is removed.</summary>
    /// <returns>The arrivals, and when the collector was last heard; null if nothing is kept.</returns>
    /// <exception cref="IOException">The file cannot be used.</exception>
    public (IReadOnlyList<ArrivalOfOtherDoor> Arrivals, DateTimeOffset HeardAt)? Open(string meeting)
    {
        Close();
        var (arrivals, heard, end) = Read(meeting);
        if (end == 0)
        {
            DurableFolder.Create(folder, files);
            files.Replace(path, Encoding.UTF8.GetBytes(Tagged(MeetingMark + meeting)));
        }
        else if (end < new FileInfo(path).Length)
        {
            files.Truncate(path, end);
        }

        file = files.OpenAppend(path);
        heardAt = heard;
        return heard == DateTimeOffset.MinValue ? null : (arrivals, heard);
    }

    /// <summary>Takes down an arrival, and that the collector was heard.</summary>
    public void Add(ArrivalOfOtherDoor arrival)
    {
        waiting.Append(Tagged(Encoding.UTF8.GetString(arrival.Encode())));
        Hear();
    }

    /// <summary>Takes down that the collector was heard.</summary>
    public void Hear()
    {
        var now = time.GetUtcNow();
        if ((now - heardAt).Duration() >= HeardInterval)
        {
            heardAt = now;
            waiting.Append(Tagged(HeardMark + now.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)));
        }
    }

    /// <summary>Writes what was taken down, if the last time is some seconds ago.</summary>
    /// <exception cref="IOException">It cannot be written; it is then kept in memory only, until the next <see cref="Open"/>.</exception>
    public void WriteIfDue()
    {
        if (time.GetElapsedTime(writtenAt) >= WriteInterval)
        {
            Write();
        }
    }

    /// <inheritdoc cref="WriteIfDue"/>
    public void Write()
    {
        writtenAt = time.GetTimestamp();
        var bytes = Encoding.UTF8.GetBytes(waiting.ToString());
        waiting.Clear();
        try
        {
            if (bytes.Length > 0)
            {
                file?.Append(bytes);
            }
        }
        catch (IOException)
        {
            // After a failure the file must not be used again.
            Close();
            throw;
        }
    }

    public void Dispose() => Close();

    private void Close()
    {
        file?.Dispose();
        (file, last) = (null, Beginning);
        waiting.Clear();
    }

    /// <returns>Also the length in bytes of what can be believed; 0 if it is of another meeting.</returns>
    private (List<ArrivalOfOtherDoor> Arrivals, DateTimeOffset HeardAt, long End) Read(string meeting)
    {
        var (arrivals, heard, end) = (new List<ArrivalOfOtherDoor>(), DateTimeOffset.MinValue, 0L);
        if (Place.KindOf(path) is not PlaceKind.File)
        {
            return (arrivals, heard, end);
        }

        foreach (var line in Encoding.UTF8.GetString(RegularFile.Read(path, MaxLength)).Split('\n')[..^1])
        {
            if (ContentOf(line) is not { } content || (end == 0 && content != MeetingMark + meeting))
            {
                break;
            }

            end += Encoding.UTF8.GetByteCount(line) + 1;
            heard = content[0] is HeardMark ? DateTimeOffset.Parse(content[1..], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal) : heard;
            arrivals.AddRange(content[0] is '{' ? [ArrivalOfOtherDoor.Parse(Encoding.UTF8.GetBytes(content))] : []);
        }

        last = end == 0 ? Beginning : last;
        return (arrivals, heard, end);
    }

    /// <returns>Null if this terminal did not write the line, or wrote it elsewhere.</returns>
    private string? ContentOf(string line)
    {
        var tag = new byte[FrameKey.TagLength];
        if (line.IndexOf(' ', StringComparison.Ordinal) is > 0 and var blank && Convert.TryFromBase64String(line[..blank], tag, out var length) && length == tag.Length
            && key.Verifies(Covered(line[(blank + 1)..]), tag))
        {
            last = tag;
            return line[(blank + 1)..];
        }

        return null;
    }

    private string Tagged(string content)
    {
        var tag = new byte[FrameKey.TagLength];
        key.Tag(Covered(content), tag);
        last = tag;
        return $"{Convert.ToBase64String(tag)} {content}\n";
    }

    private byte[] Covered(string content) => [.. last, .. Encoding.UTF8.GetBytes(content)];
}
