using Kiosk.Feed.Targets;
using Kiosk.Service.Cache.Rows;

namespace Kiosk.Service.Cache;

/// <summary>
/// A set's digests in a table of their own: written whole they are cut into parts; after that each generation adds the digests that it changed as
/// one row, so that a day's delta does not write them all again.
/// </summary>
internal static class SetDigests
{
    /// <summary>One fills a block of the cache.</summary>
    private const int PartLength = 16_000;

    /// <summary>Before the number of a generation in the key of a patch: behind every part.</summary>
    private const int PatchMark = int.MaxValue;

    public static void Write(GenerationWriter writer, CachedSet set, SetDigest digest)
    {
        var encoded = digest.Encoded.Span;
        for (var part = 0; part * PartLength < encoded.Length; part++)
        {
            writer.Put(set.DigestTable, GenerationTables.Key(part), encoded[(part * PartLength)..Math.Min(encoded.Length, (part + 1) * PartLength)]);
        }
    }

    public static void WritePatch(GenerationWriter writer, CachedSet set, SetDigestPatch patch) =>
        writer.Put(set.DigestTable, GenerationTables.Key(PatchMark, checked((int)writer.Number)), patch.Encode());

    /// <summary>The hash of the digests that are kept, with all patches laid over them, this one last. Whether what was kept is right shows only in that hash.</summary>
    /// <exception cref="CacheException">The digests are damaged.</exception>
    public static SetHash HashWith(CacheGeneration generation, CachedSet set, SetDigestPatch last)
    {
        using var sum = new SetDigestSum(PatchesWith(generation, set, last));
        generation.File.PassBaseUnsealed(set.DigestTable)(default, (key, part) =>
        {
            if (IsPart(key))
            {
                sum.Add(part);
            }
        });
        return sum.Finish();
    }

    /// <summary>Reads all of them by their seals.</summary>
    /// <exception cref="CacheException">They are damaged; the sentence says which file.</exception>
    public static void Check(CacheGeneration generation, CachedSet set)
    {
        foreach (var _ in generation.File.Scan(set.DigestTable))
        {
        }
    }

    /// <summary>The digests themselves.</summary>
    /// <inheritdoc cref="HashWith"/>
    public static SetDigest ReadWith(CacheGeneration generation, CachedSet set, SetDigestPatch last)
    {
        var patches = PatchesWith(generation, set, last);
        var parts = generation.File.Scan(set.DigestTable).Where(row => IsPart(row.Key.Span)).Select(row => row.Value).ToList();
        return Parse(generation, set, () => SetDigest.Parse(Join(parts)).With(patches));
    }

    private static SetDigestPatch PatchesWith(CacheGeneration generation, CachedSet set, SetDigestPatch last)
    {
        var patches = new SetDigestPatch();
        foreach (var (_, value) in generation.File.Scan(set.DigestTable, GenerationTables.Key(PatchMark)))
        {
            patches.Add(Parse(generation, set, () => SetDigestPatch.Parse(value.Span)));
        }

        patches.Add(last);
        return patches;
    }

    private static bool IsPart(ReadOnlySpan<byte> key) => key.Length == sizeof(int);

    private static T Parse<T>(CacheGeneration generation, CachedSet set, Func<T> parse)
    {
        try
        {
            return parse();
        }
        catch (TargetFormatException e)
        {
            throw generation.File.Damaged(set.DigestTable, e.Message, e);
        }
    }

    private static byte[] Join(List<ReadOnlyMemory<byte>> parts)
    {
        var whole = new byte[parts.Sum(part => part.Length)];
        var filled = 0;
        foreach (var part in parts)
        {
            part.Span.CopyTo(whole.AsSpan(filled));
            filled += part.Length;
        }

        return whole;
    }
}
