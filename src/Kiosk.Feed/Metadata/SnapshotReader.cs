namespace Kiosk.Feed.Metadata;

/// <summary>Reads timestamp and snapshot metadata and the file descriptions in them.</summary>
internal static class SnapshotReader
{
    public static TimestampMetadata ReadTimestamp(JsonFields signed, long version, DateTimeOffset expires) =>
        new(version, expires, ReadMeta(signed.Object("meta").Object(RoleName.FileNameOf(RoleName.Snapshot))));

    public static SnapshotMetadata Read(JsonFields signed, long version, DateTimeOffset expires)
    {
        var meta = signed.Object("meta");
        return new(
            version,
            expires,
            meta.Members().ToDictionary(member => member.Name, member => ReadMeta(new(member.Value, meta.At(member.Name))), StringComparer.Ordinal));
    }

    public static FileHashes ReadHashes(JsonFields hashes)
    {
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (algorithm, _) in hashes.Members())
        {
            read.Add(algorithm, HexOf(hashes, algorithm));
        }

        return read.Count > 0 ? new(read) : throw new MetadataFormatException($"The object {hashes.Path} holds no hash.");
    }

    private static MetaFile ReadMeta(JsonFields meta) =>
        new(meta.Integer("version", 1), meta.OptionalInteger("length", 1), meta.OptionalObject("hashes") is { } hashes ? ReadHashes(hashes) : null);

    // The hash becomes part of a file name, so only hexadecimal digits may pass.
    private static string HexOf(JsonFields hashes, string algorithm) =>
        hashes.Text(algorithm) is { Length: > 0 and <= 128 } hex && hex.All(char.IsAsciiHexDigit)
            ? hex.ToLowerInvariant()
            : throw new MetadataFormatException($"The member {hashes.At(algorithm)} is not a hash in hexadecimal.");
}
