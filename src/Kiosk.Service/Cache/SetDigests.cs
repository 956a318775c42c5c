using Kiosk.Feed.Targets;

namespace Kiosk.Service.Cache;

/// <summary>A set's digests in a table of their own, cut into parts that any engine takes.</summary>
internal static class SetDigests
{
    private const int PartLength = 256 * 1024;

    public static void Write(GenerationWriter writer, CachedSet set, SetDigest digest)
    {
        var encoded = digest.Encoded.Span;
        for (var part = 0; part * PartLength < encoded.Length; part++)
        {
            writer.Put(set.DigestTable, GenerationTables.Key(part), encoded[(part * PartLength)..Math.Min(encoded.Length, (part + 1) * PartLength)]);
        }
    }

    /// <exception cref="CacheException">The digests are damaged, or not those of the set.</exception>
    public static SetDigest Read(CacheGeneration generation, CachedSet set)
    {
        using var encoded = new MemoryStream();
        foreach (var part in generation.File.Scan(set.DigestTable))
        {
            encoded.Write(part.Value.Span);
        }

        try
        {
            var digest = SetDigest.Parse(encoded.ToArray());
            return digest.Hash.ToString() == set.Hash ? digest : throw generation.File.Damaged(set.DigestTable, "the digests are not those of the set.");
        }
        catch (TargetFormatException e)
        {
            throw generation.File.Damaged(set.DigestTable, e.Message, e);
        }
    }
}
