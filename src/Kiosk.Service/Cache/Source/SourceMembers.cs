using Kiosk.Durability;
using Kiosk.Feed.Records;

namespace Kiosk.Service.Cache.Source;

/// <summary>
/// <c>members.jsonl</c> in the order of its tags, however it lies on the disk: a first pass checks every line and keeps only tag and place (48 bytes a member),
/// so that 300,000 sealed records need not be in memory at once.
/// </summary>
internal sealed class SourceMembers
{
    private readonly string path;
    private readonly List<Place> places;

    private SourceMembers(string path, List<Place> places)
    {
        this.path = path;
        this.places = places;
    }

    public int Count => places.Count;

    /// <exception cref="CacheSourceException">A line is not a member, or a tag occurs twice.</exception>
    public static SourceMembers Index(string path, CancellationToken cancellationToken)
    {
        var found = new List<Place>();
        foreach (var line in SourceLines.Read(path))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var member = Parse(line.Text.Span, path, line.Number);
            found.Add(new(Order(member.Tag), line.Offset, line.Text.Length, line.Number));
        }

        found.Sort((a, b) => a.Tag.CompareTo(b.Tag));
        for (var i = 1; i < found.Count; i++)
        {
            if (found[i].Tag == found[i - 1].Tag)
            {
                var (first, second) = (Math.Min(found[i].Line, found[i - 1].Line), Math.Max(found[i].Line, found[i - 1].Line));
                throw new CacheSourceException($"{SourceFile.Place(path, second)}: the tag is that of line {first} again.");
            }
        }

        return new(path, found);
    }

    /// <summary>Every member in ascending order of the tag.</summary>
    /// <exception cref="CacheSourceException">The file changed since it was indexed.</exception>
    public IEnumerable<MemberLine> InOrder()
    {
        using var file = RegularFile.Open(path);
        var buffer = new byte[SourceLines.MaxLength];
        foreach (var place in places)
        {
            var text = buffer.AsMemory(0, place.Length);
            var isWhole = RandomAccess.Read(file, text.Span, place.Offset) == place.Length;
            var member = isWhole ? Parse(text.Span, path, place.Line) : null;
            if (member is null || Order(member.Tag) != place.Tag)
            {
                throw new CacheSourceException($"{SourceFile.Place(path, place.Line)} changed while it was read.");
            }

            yield return member;
        }
    }

    private static MemberLine Parse(ReadOnlySpan<byte> text, string path, long line)
    {
        var member = SourceFile.Parse(text, CacheJson.MemberLine, path, line);
        return MemberSeal.HasShape(member.Sealed.Span)
            ? member
            : throw new CacheSourceException($"{SourceFile.Place(path, line)}: \"sealed\" is not a sealed record.");
    }

    private static UInt128 Order(CardTag tag) => System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(tag.ToArray());

    private readonly record struct Place(UInt128 Tag, long Offset, int Length, long Line);
}
