using System.Globalization;
using System.Text;
using Kiosk.Durability;
using Kiosk.Journal.Checkpoints;

namespace Kiosk.Journal;

/// <summary>
/// Says from where a journal goes on after its first segments were removed: the file <c>beginning</c> beside the segments. Its first line is a tag under the terminal's frame key and, once extracts were removed too, the first
/// segment whose extract must be there; the rest is the collector's receipt. Segments that end before the receipt's own may be missing, no others.
/// </summary>
/// <param name="Receipt">A checkpoint of this journal, cosigned by the collector that holds every record it covers.</param>
/// <param name="FirstExtract">The first segment whose extract (<see cref="ArrivalExtract"/>) must be there or can be made again; 1 if none was removed.</param>
/// <param name="Tag">HMAC-SHA-256 of <c>KIOSKBEG</c>, that number on a line if it is not 1, and the receipt's text.</param>
internal sealed record JournalBeginning(SignedCheckpoint Receipt, int FirstExtract, ReadOnlyMemory<byte> Tag)
{
    public const string Name = "beginning";

    private const string FirstLine = "kiosk-journal-beginning ";
    private const int MaxLength = 64 * 1024;

    /// <summary>The first segment that must be there.</summary>
    public int FirstSegment => Receipt.Content.Segment;

    public static string PathIn(string journal) => Path.Combine(journal, Name);

    public static JournalBeginning Of(SignedCheckpoint receipt, FrameKey key, int firstExtract = 1)
    {
        var tag = new byte[FrameKey.TagLength];
        key.Tag(Tagged(receipt, firstExtract), tag);
        return new(receipt, firstExtract, tag);
    }

    /// <summary>Whether this terminal wrote it.</summary>
    public bool IsTaggedBy(FrameKey key) => key.Verifies(Tagged(Receipt, FirstExtract), Tag.Span);

    /// <summary>Writes it, which must come before any segment or extract is removed.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Write(string journal, IDurableFiles files) =>
        files.Replace(PathIn(journal), Encoding.UTF8.GetBytes($"{FirstLine}{Convert.ToBase64String(Tag.Span)}{(FirstExtract == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" {FirstExtract}"))}\n{Receipt.Note}"));

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
                var (note, words) = (SignedNote.Parse(text[(end + 1)..]), text[FirstLine.Length..end].Split(' '));
                var read = new JournalBeginning(new(Checkpoint.Parse(note.Text), note), words.Length == 2 ? NumberIn(words[1]) : 1, Convert.FromBase64String(words[0]));
                if (words.Length <= 2 && read.FirstExtract <= read.FirstSegment)
                {
                    return read;
                }
            }
        }
        catch (FormatException)
        {
            // Reported below.
        }

        throw new JournalBrokenException(new(path, 0, new("tệp này không cho biết nhật ký bắt đầu từ đâu", "it does not say where the journal begins")));
    }

    private static int NumberIn(string word) =>
        int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 1 ? number : throw new FormatException("Not the number of a segment.");

    private static byte[] Tagged(SignedCheckpoint receipt, int firstExtract) =>
        Encoding.UTF8.GetBytes($"KIOSKBEG{(firstExtract == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" {firstExtract}\n"))}{receipt.Note}");
}
