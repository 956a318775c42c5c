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

    /// <summary>The digests that are kept, and all patches to be laid over them, this one last. Whether what was kept is right shows only in the hash of the result.</summary>
    /// <exception cref="CacheException">The digests are damaged.</exception>
    public static (SetDigest Kept, SetDigestPatch Patches) Read(CacheGeneration generation, CachedSet set, SetDigestPatch last)
    {
        var parts = new List<ReadOnlyMemory<byte>>();
        var patches = new SetDigestPatch();
        try
        {
            foreach (var (key, value) in generation.File.Scan(set.DigestTable))
            {
                if (key.Length == sizeof(int))
                {
                    parts.Add(value);
                }
                else
                {
                    patches.Add(SetDigestPatch.Parse(value.Span));
                }
            }

            patches.Add(last);
            return (SetDigest.Parse(Join(parts)), patches);
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
