namespace Kiosk.Feed.Metadata;

/// <summary>What one metadata file says about another (TUF 1.0, METAFILES).</summary>
/// <param name="Version">From 1.</param>
/// <param name="Length">In bytes; null where it is not stated.</param>
/// <param name="Hashes">Null where none are stated.</param>
public sealed record MetaFile(long Version, long? Length = null, FileHashes? Hashes = null);

/// <summary>What a targets role says about one file (TUF 1.0, TARGETS).</summary>
/// <param name="Length">In bytes.</param>
/// <param name="Custom">Whatever the publisher adds; null where there is none.</param>
public sealed record TargetFile(long Length, FileHashes Hashes, System.Text.Json.JsonElement? Custom = null)
{
    /// <summary>The file of this content, with its SHA-256.</summary>
    public static TargetFile Of(ReadOnlySpan<byte> content, System.Text.Json.JsonElement? custom = null) => new(content.Length, FileHashes.Sha256Of(content), custom);

    public bool Matches(ReadOnlySpan<byte> content) => content.Length == Length && Hashes.Match(content);
}
