using Kiosk.Feed.Targets;
using Kiosk.Service.Cache.Rows;

namespace Kiosk.Service.Cache;

/// <summary>
/// A set's digests in a table of their own. Written whole, they are divided into parts of 64; after that each generation adds the digests it changed as one row (a patch), so that a day's delta does not
/// write them all again.
/// </summary>
internal static class SetDigests
{
    /// <summary>A group's buckets are one part.</summary>
    private const int PartLength = 64 * SetHash.Length;

    /// <summary>Precedes the number of a generation in the key of a patch; sorts after every part.</summary>
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

    /// <summary>The patches stored so far, merged.</summary>
    /// <exception cref="CacheException">A patch is damaged.</exception>
    public static SetDigestPatch ReadPatches(CacheGeneration generation, CachedSet set)
    {
        var patches = new SetDigestPatch();
        foreach (var (_, value) in generation.File.Scan(set.DigestTable, GenerationTables.Key(PatchMark)))
        {
            patches.Add(Parse(generation, set, value.Span));
        }

        return patches;
    }

    /// <summary>Adds to a patch the digests of the groups it changes. Only those are read, and they are not checked against their seals: damage shows in the hash.</summary>
    /// <param name="earlier">The patches stored so far.</param>
    /// <returns>The hash of the whole set with all patches applied.</returns>
    /// <exception cref="CacheException">The digests are damaged.</exception>
    public static SetHash Complete(CacheGeneration generation, CachedSet set, SetDigestPatch earlier, SetDigestPatch last)
    {
        var shape = set.Shape;
        var pass = generation.File.PassBaseUnsealed(set.DigestTable);
        last.AddGroups(shape, earlier, (group, buckets) => Read(generation, set, pass, group * shape.BucketsPerGroup, buckets));
        var groups = new byte[shape.GroupCount * SetHash.Length];
        Read(generation, set, pass, shape.BucketCount, groups);
        earlier.CopyTo(groups, shape.BucketCount);
        last.CopyTo(groups, shape.BucketCount);
        return SetDigest.HashOf(shape, groups);
    }

    /// <summary>Reads all digests and checks their seals.</summary>
    /// <exception cref="CacheException">They are damaged; the sentence says which file.</exception>
    public static void Check(CacheGeneration generation, CachedSet set)
    {
        foreach (var _ in generation.File.Scan(set.DigestTable))
        {
        }
    }

    /// <summary>Reads consecutive digests from the file that holds them whole.</summary>
    /// <param name="first">The number of the first, at the start of a part.</param>
    private static void Read(CacheGeneration generation, CachedSet set, CachePass pass, int first, Span<byte> digests)
    {
        var (part, length) = (first * SetHash.Length / PartLength, digests.Length);
        var found = new byte[length];
        var filled = 0;
        pass(new(GenerationTables.Key(part), GenerationTables.Key(part + ((length - 1) / PartLength))), (_, value) =>
        {
            var taken = value[..Math.Min(value.Length, length - filled)];
            taken.CopyTo(found.AsSpan(filled));
            filled += taken.Length;
        });
        if (filled < length)
        {
            throw generation.File.Damaged(set.DigestTable, "digests are missing.");
        }

        found.CopyTo(digests);
    }

    private static SetDigestPatch Parse(CacheGeneration generation, CachedSet set, ReadOnlySpan<byte> patch)
    {
        try
        {
            return SetDigestPatch.Parse(set.Shape, patch);
        }
        catch (TargetFormatException e)
        {
            throw generation.File.Damaged(set.DigestTable, e.Message, e);
        }
    }
}
