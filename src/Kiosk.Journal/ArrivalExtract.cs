using System.Buffers.Binary;
using System.Formats.Asn1;
using System.Globalization;
using System.Security.Cryptography;
using Kiosk.Durability;

namespace Kiosk.Journal;

/// <summary>
/// The arrivals of a complete segment in a file of their own (<c>00000012.arrivals</c>), so that the segment need not be read again, and may be removed. Only the terminal's own frame key can make one.
/// <code>
/// offset size
///      0    8  "KIOSKARR"
///      8    4  length of the directory, d; big-endian
///     12    d  the directory, DER: SEQUENCE { segment INTEGER, begin Link, end Link,
///                SEQUENCE OF SEQUENCE { session UTF8String, length INTEGER, SHA-256 OCTET STRING } }
///              Link: SEQUENCE { sequence INTEGER, hash OCTET STRING }
///          32  HMAC-SHA-256 of the file so far, under the frame key
///              a list for each session, DER: SEQUENCE OF SEQUENCE { pseudonym OCTET STRING, ticks INTEGER, door UTF8String, counts INTEGER,
///                outcome INTEGER, absent for an arrival }
/// </code>
/// </summary>
/// <param name="Begin">The link that the segment continues.</param>
/// <param name="End">The segment's last frame.</param>
/// <param name="Sessions">Where each session's list lies in the file.</param>
internal sealed record ArrivalExtract(int Segment, ChainLink Begin, ChainLink End, IReadOnlyDictionary<string, ArrivalList> Sessions)
{
    public const string Ending = ".arrivals";

    private const int DirectoryOffset = 12;
    private const int MaxDirectoryLength = 8 * 1024 * 1024;
    private const int MaxListLength = 64 * 1024 * 1024;

    private static ReadOnlySpan<byte> Magic => "KIOSKARR"u8;

    public static string PathIn(string journal, int segment) => Path.ChangeExtension(JournalFolder.SegmentPath(journal, segment), Ending);

    /// <returns>The segment whose extract has this name; null for any other file.</returns>
    public static int? NumberOf(string path) => int.TryParse(Path.GetFileNameWithoutExtension(path), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <param name="end">The segment's last frame.</param>
    public static byte[] Encode(SegmentArrivals segment, ChainLink end, FrameKey key)
    {
        var sessions = segment.Sessions.Select(session => (Context: session.Key, List: ListOf(session.Value))).ToList();
        var directory = DirectoryOf(segment, end, sessions);
        var head = new byte[DirectoryOffset + directory.Length + FrameKey.TagLength];
        Magic.CopyTo(head);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(Magic.Length), directory.Length);
        directory.CopyTo(head, DirectoryOffset);
        key.Tag(head.AsSpan()[..^FrameKey.TagLength], head.AsSpan()[^FrameKey.TagLength..]);
        return [.. head, .. sessions.SelectMany(session => session.List)];
    }

    /// <returns>Null if there is no such file, or it is not exactly as this terminal wrote it. Lists are checked when they are read.</returns>
    public static ArrivalExtract? TryRead(string path, FrameKey key)
    {
        try
        {
            using var file = RegularFile.OpenStream(path);
            var start = new byte[DirectoryOffset];
            file.ReadExactly(start);
            var length = BinaryPrimitives.ReadInt32BigEndian(start.AsSpan(Magic.Length));
            if (!start.AsSpan().StartsWith(Magic) || length is <= 0 or > MaxDirectoryLength || length > file.Length)
            {
                return null;
            }

            var head = new byte[DirectoryOffset + length];
            start.CopyTo(head, 0);
            file.ReadExactly(head.AsSpan(DirectoryOffset));
            var tag = new byte[FrameKey.TagLength];
            file.ReadExactly(tag);
            return key.Verifies(head, tag) ? Parse(head.AsMemory(DirectoryOffset), head.Length + tag.Length) : null;
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException or AsnContentException or OverflowException)
        {
            return null;
        }
    }

    /// <summary>Reads a session's list.</summary>
    /// <returns>Empty if the segment holds none of it; null if the list is not as this terminal wrote it.</returns>
    public IReadOnlyList<RecordedArrival>? TryRead(string path, string context)
    {
        if (!Sessions.TryGetValue(context, out var place))
        {
            return [];
        }

        try
        {
            using var file = RegularFile.OpenStream(path);
            file.Position = place.Offset;
            var list = new byte[Math.Min(place.Length, MaxListLength)];
            file.ReadExactly(list);
            return SHA256.HashData(list).AsSpan().SequenceEqual(place.Hash.Span) ? Parse(list) : null;
        }
        catch (Exception unusable) when (unusable is IOException or UnauthorizedAccessException or AsnContentException or OverflowException)
        {
            return null;
        }
    }

    private static byte[] ListOf(List<RecordedArrival> arrivals)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            foreach (var arrival in arrivals)
            {
                using var _ = writer.PushSequence();
                writer.WriteOctetString(arrival.Pseudonym.Span);
                writer.WriteInteger(arrival.Instant.UtcTicks);
                writer.WriteCharacterString(UniversalTagNumber.UTF8String, arrival.Door);
                writer.WriteInteger((int)arrival.Counts);
                if (arrival.Outcome is not JournalOutcome.Admitted)
                {
                    writer.WriteInteger((int)arrival.Outcome);
                }
            }
        }

        return writer.Encode();
    }

    private static byte[] DirectoryOf(SegmentArrivals segment, ChainLink end, List<(string Context, byte[] List)> sessions)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(segment.Number);
            Write(writer, segment.Begin);
            Write(writer, end);
            using var _ = writer.PushSequence();
            foreach (var (context, list) in sessions)
            {
                using var __ = writer.PushSequence();
                writer.WriteCharacterString(UniversalTagNumber.UTF8String, context);
                writer.WriteInteger(list.Length);
                writer.WriteOctetString(SHA256.HashData(list));
            }
        }

        return writer.Encode();
    }

    private static void Write(AsnWriter writer, ChainLink link)
    {
        using var _ = writer.PushSequence();
        writer.WriteInteger(link.Sequence);
        writer.WriteOctetString(link.Hash.Span);
    }

    private static ArrivalExtract Parse(ReadOnlyMemory<byte> directory, long listsOffset)
    {
        var reader = new AsnReader(directory, AsnEncodingRules.DER).ReadSequence();
        var segment = checked((int)reader.ReadInteger());
        var (begin, end) = (ReadLink(reader), ReadLink(reader));
        var places = new Dictionary<string, ArrivalList>(StringComparer.Ordinal);
        for (var sessions = reader.ReadSequence(); sessions.HasData;)
        {
            var session = sessions.ReadSequence();
            var context = session.ReadCharacterString(UniversalTagNumber.UTF8String);
            var length = checked((int)session.ReadInteger());
            places.Add(context, new(listsOffset, length, session.ReadOctetString()));
            listsOffset += length;
        }

        return new(segment, begin, end, places);
    }

    private static ChainLink ReadLink(AsnReader reader)
    {
        var link = reader.ReadSequence();
        return new(checked((ulong)link.ReadInteger()), link.ReadOctetString());
    }

    private static List<RecordedArrival> Parse(byte[] list)
    {
        var arrivals = new List<RecordedArrival>();
        for (var reader = new AsnReader(list, AsnEncodingRules.DER).ReadSequence(); reader.HasData;)
        {
            var one = reader.ReadSequence();
            var (pseudonym, ticks) = (one.ReadOctetString(), checked((long)one.ReadInteger()));
            var (door, counts) = (one.ReadCharacterString(UniversalTagNumber.UTF8String), checked((byte)one.ReadInteger()));
            var outcome = one.HasData ? (JournalOutcome)checked((byte)one.ReadInteger()) : JournalOutcome.Admitted;
            arrivals.Add(new(pseudonym, new(ticks, TimeSpan.Zero), door, (JournalCounts)counts, outcome));
        }

        return arrivals;
    }
}

/// <summary>Where a session's list lies in an extract.</summary>
/// <param name="Offset">In bytes from the start of the file.</param>
/// <param name="Length">In bytes.</param>
/// <param name="Hash">SHA-256.</param>
internal sealed record ArrivalList(long Offset, int Length, ReadOnlyMemory<byte> Hash);
