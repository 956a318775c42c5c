using System.Text;
using Kiosk.Durability;
using Kiosk.Journal.Checkpoints;

namespace Kiosk.Journal;

/// <summary>
/// Says from where a journal goes on after its first segments were removed: the file <c>beginning</c> beside the segments. Its first line is a tag under the terminal's frame key, the rest is the collector's
/// receipt. Segments that end before the receipt's own may be missing, no others.
/// </summary>
/// <param name="Receipt">A checkpoint of this journal, cosigned by the collector that holds every record it covers.</param>
/// <param name="Tag">HMAC-SHA-256 of <c>KIOSKBEG</c> and the receipt's text.</param>
internal sealed record JournalBeginning(SignedCheckpoint Receipt, ReadOnlyMemory<byte> Tag)
{
    public const string Name = "beginning";

    private const string FirstLine = "kiosk-journal-beginning ";
    private const int MaxLength = 64 * 1024;

    /// <summary>The first segment that must be there.</summary>
    public int FirstSegment => Receipt.Content.Segment;

    public static string PathIn(string journal) => Path.Combine(journal, Name);

    public static JournalBeginning Of(SignedCheckpoint receipt, FrameKey key) => new(receipt, TagOf(receipt, key));

    /// <summary>Whether this terminal wrote it.</summary>
    public bool IsTaggedBy(FrameKey key) => key.Verifies(Tagged(Receipt), Tag.Span);

    /// <summary>Writes it, which must come before any segment is removed.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Write(string journal, IDurableFiles files) => files.Replace(PathIn(journal), Encoding.UTF8.GetBytes($"{FirstLine}{Convert.ToBase64String(Tag.Span)}\n{Receipt.Note}"));

    /// <returns>Null if the journal begins with its first record.</returns>
    /// <exception cref="JournalBrokenException">The file holds anything else.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static JournalBeginning? Read(string journal)
    {
        var path = PathIn(journal);
        if (Place.KindOf(path) is PlaceKind.Absent)
        {
            return null;
        }

        try
        {
            var text = Encoding.UTF8.GetString(RegularFile.Read(path, MaxLength));
            if (text.StartsWith(FirstLine, StringComparison.Ordinal) && text.IndexOf('\n', StringComparison.Ordinal) is > 0 and var end)
            {
                var note = SignedNote.Parse(text[(end + 1)..]);
                return new(new(Checkpoint.Parse(note.Text), note), Convert.FromBase64String(text[FirstLine.Length..end]));
            }
        }
        catch (FormatException)
        {
            // Reported below.
        }

        throw new JournalBrokenException(new(path, 0, new("tệp này không cho biết nhật ký bắt đầu từ đâu", "it does not say where the journal begins")));
    }

    private static byte[] TagOf(SignedCheckpoint receipt, FrameKey key)
    {
        var tag = new byte[FrameKey.TagLength];
        key.Tag(Tagged(receipt), tag);
        return tag;
    }

    private static byte[] Tagged(SignedCheckpoint receipt) => Encoding.UTF8.GetBytes($"KIOSKBEG{receipt.Note}");
}
