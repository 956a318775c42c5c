using System.Globalization;
using System.Text;

namespace Kiosk.Journal.Checkpoints;

/// <summary>
/// A terminal's statement about its journal (C2SP tlog-checkpoint): the number of frames and the root of the Merkle tree over them, with extension lines for
/// everything needed to reopen the journal without reading earlier frames.
/// <code>
/// kiosk-journal/HN-01                     origin
/// 1984                                    frames
/// 3jK…=                                   root hash (RFC 6962, 2.1)
/// number 31                               of this checkpoint, from 1
/// key tpm                                 where the key is stored: file, tpm
/// counter 17                              of the machine (CheckpointCounter); omitted where it has none
/// last 9Xw…=                              hash of the last frame
/// place 3 71204                           segment and offset after the last frame
/// notes 12                                frames that are not taps
/// attested 2026-11-29T02:00:00.0000000Z   newest instant under network time; omitted before the first
/// data 42 7781                            DataInForce; omitted before the first
/// subtrees q1Z…=                          CompactRange
/// </code>
/// </summary>
internal sealed record Checkpoint(
    string TerminalId,
    ulong Size,
    ReadOnlyMemory<byte> Root,
    ulong Number,
    string KeyKind,
    ReadOnlyMemory<byte> LastHash,
    int Segment,
    long Offset,
    ulong Notes,
    DateTimeOffset? LastAttested,
    ReadOnlyMemory<byte> Subtrees,
    ulong? Counter = null,
    DataInForce? Data = null)
{
    private const string Prefix = "kiosk-journal/";

    /// <summary>The origin line, which is also the name of the key.</summary>
    public static string OriginOf(string terminalId) => Prefix + terminalId;

    /// <summary>The note's text.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{OriginOf(TerminalId)}\n{Size}\n{Convert.ToBase64String(Root.Span)}\n");
        text.Append(CultureInfo.InvariantCulture, $"number {Number}\nkey {KeyKind}\n");
        if (Counter is { } counter)
        {
            text.Append(CultureInfo.InvariantCulture, $"counter {counter}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"last {Convert.ToBase64String(LastHash.Span)}\nplace {Segment} {Offset}\nnotes {Notes}\n");
        if (LastAttested is { } attested)
        {
            text.Append(CultureInfo.InvariantCulture, $"attested {attested.UtcDateTime:O}\n");
        }

        if (Data is { } data)
        {
            text.Append(CultureInfo.InvariantCulture, $"data {data}\n");
        }

        return text.Append(CultureInfo.InvariantCulture, $"subtrees {Convert.ToBase64String(Subtrees.Span)}\n").ToString();
    }

    /// <exception cref="FormatException">The text is not a journal checkpoint, or its subtrees do not match its root.</exception>
    public static Checkpoint Parse(string text)
    {
        try
        {
            var lines = new Queue<string>(text.Split('\n'));
            var origin = lines.Dequeue();
            var size = ulong.Parse(lines.Dequeue(), NumberStyles.None, CultureInfo.InvariantCulture);
            var root = Hash(lines.Dequeue());
            var number = Count(Value(lines, "number"));
            var kind = Value(lines, "key");
            ulong? counter = lines.Peek().StartsWith("counter ", StringComparison.Ordinal) ? Count(Value(lines, "counter")) : null;
            var last = Hash(Value(lines, "last"));
            var place = Value(lines, "place").Split(' ');
            var notes = Count(Value(lines, "notes"));
            DateTimeOffset? attested = lines.Peek().StartsWith("attested ", StringComparison.Ordinal)
                ? DateTimeOffset.ParseExact(Value(lines, "attested"), "O", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)
                : null;
            var data = lines.Peek().StartsWith("data ", StringComparison.Ordinal) ? DataInForce.Parse(Value(lines, "data")) : null;
            var subtrees = Convert.FromBase64String(Value(lines, "subtrees"));
            var read = new Checkpoint(
                origin[Prefix.Length..], size, root, number, kind, last, checked((int)Count(place[0])), checked((long)Count(place[1])), notes, attested, subtrees, counter, data);
            if (read.ToText() == text && read.TerminalId.All(c => char.IsAsciiLetterOrDigit(c) || c is '-') && kind.All(char.IsAsciiLetterLower) && CompactRange.Restore(size, subtrees)?.Root().AsSpan().SequenceEqual(root) is true)
            {
                return read;
            }
        }
        catch (Exception malformed) when (malformed is FormatException or OverflowException or InvalidOperationException or ArgumentException or IndexOutOfRangeException)
        {
            // Reported below for the whole text.
        }

        throw new FormatException("This is no checkpoint of a terminal's journal.");
    }

    private static string Value(Queue<string> lines, string name)
    {
        var line = lines.Dequeue();
        return line.StartsWith(name + " ", StringComparison.Ordinal) ? line[(name.Length + 1)..] : throw new FormatException($"\"{line}\" stands where {name} belongs.");
    }

    private static ulong Count(string digits) => ulong.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);

    private static byte[] Hash(string base64) =>
        Convert.FromBase64String(base64) is { Length: MerkleHash.Length } hash ? hash : throw new FormatException("A hash has 32 bytes.");
}
