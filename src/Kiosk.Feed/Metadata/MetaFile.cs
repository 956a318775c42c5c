namespace Kiosk.Feed.Metadata;

/// <summary>One metadata file as described by another (TUF 1.0, METAFILES).</summary>
/// <param name="Version">From 1.</param>
/// <param name="Length">In bytes; null if not stated.</param>
/// <param name="Hashes">Null if not stated.</param>
public sealed record MetaFile(long Version, long? Length = null, FileHashes? Hashes = null);

/// <summary>A target file as described by a targets role (TUF 1.0, TARGETS).</summary>
/// <param name="Length">In bytes.</param>
/// <param name="Custom">The publisher's custom data; null if there is none.</param>
public sealed record TargetFile(long Length, FileHashes Hashes, System.Text.Json.JsonElement? Custom = null)
{
    /// <summary>Describes content by its length and SHA-256.</summary>
    public static TargetFile Of(ReadOnlySpan<byte> content, System.Text.Json.JsonElement? custom = null) => new(content.Length, FileHashes.Sha256Of(content), custom);

    public bool Matches(ReadOnlySpan<byte> content) => content.Length == Length && Hashes.Match(content);
}
