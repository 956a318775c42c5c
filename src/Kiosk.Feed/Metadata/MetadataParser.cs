using System.Text.Json;
using Kiosk.Words;

namespace Kiosk.Feed.Metadata;

/// <summary>Parses metadata files (TUF 1.0, 4): strict about what the specification defines, ignoring unknown members.</summary>
public static class MetadataParser
{
    /// <summary>Maximum length of any metadata file in bytes, whatever other metadata states.</summary>
    public const int MaxLength = 16 << 20;

    private const int MaxDepth = 32;
    private const int MaxSignatureCount = 1024;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

    /// <exception cref="MetadataFormatException">The bytes are not root metadata.</exception>
    public static SignedMetadata<RootMetadata> ParseRoot(ReadOnlyMemory<byte> bytes) => Parse(bytes, RoleName.Root, RootReader.Read);

    /// <exception cref="MetadataFormatException">The bytes are not timestamp metadata.</exception>
    public static SignedMetadata<TimestampMetadata> ParseTimestamp(ReadOnlyMemory<byte> bytes) => Parse(bytes, RoleName.Timestamp, SnapshotReader.ReadTimestamp);

    /// <exception cref="MetadataFormatException">The bytes are not snapshot metadata.</exception>
    public static SignedMetadata<SnapshotMetadata> ParseSnapshot(ReadOnlyMemory<byte> bytes) => Parse(bytes, RoleName.Snapshot, SnapshotReader.Read);

    /// <exception cref="MetadataFormatException">The bytes are not targets metadata.</exception>
    public static SignedMetadata<TargetsMetadata> ParseTargets(ReadOnlyMemory<byte> bytes) => Parse(bytes, RoleName.Targets, TargetsReader.Read);

    private static SignedMetadata<T> Parse<T>(ReadOnlyMemory<byte> bytes, string type, Func<JsonFields, long, DateTimeOffset, T> read)
        where T : RoleMetadata
    {
        if (bytes.Length > MaxLength)
        {
            throw new MetadataFormatException($"Metadata has at most {MaxLength} bytes, not {bytes.Length}.");
        }

        using var document = ReadJson(bytes, type);
        var file = new JsonFields(document.RootElement, $"{type} metadata (TUF 1.0)");
        var signed = file.Object("signed");
        ExpectType(signed, type);
        return new(
            read(signed, signed.Integer("version", 1), signed.Instant("expires")),
            ReadSignatures(file),
            bytes,
            CanonicalJson.Encode(signed.Element));
    }

    private static JsonDocument ReadJson(ReadOnlyMemory<byte> bytes, string type)
    {
        try
        {
            return JsonDocument.Parse(bytes, Options);
        }
        catch (JsonException exception)
        {
            throw new MetadataFormatException($"This is not {type} metadata (TUF 1.0): {JsonMistake.In(bytes.Span, exception)}", exception);
        }
        catch (InvalidOperationException exception)
        {
            // Thrown by the duplicate-property check for a name that is not valid Unicode.
            throw new MetadataFormatException($"A member of the {type} metadata (TUF 1.0) has \\u with half of a character in its name.", exception);
        }
    }

    private static void ExpectType(JsonFields signed, string type)
    {
        if (signed.Text("_type") is var stated && stated != type)
        {
            throw new MetadataFormatException($"This is {stated} metadata where {type} was expected.");
        }

        if (signed.Text("spec_version") is var version && !IsSupported(version))
        {
            throw new MetadataFormatException($"Version {version} of the specification is not supported; 1.x is.");
        }
    }

    private static bool IsSupported(string version) =>
        version.Split('.') is { Length: 2 or 3 } parts && parts[0] is "1" && parts.All(part => part.Length is > 0 and < 10 && part.All(char.IsAsciiDigit));

    private static List<MetadataSignature> ReadSignatures(JsonFields file)
    {
        var entries = file.Array("signatures");
        if (entries.Length > MaxSignatureCount)
        {
            throw new MetadataFormatException($"Metadata has at most {MaxSignatureCount} signatures, not {entries.Length}.");
        }

        var signatures = new List<MetadataSignature>(entries.Length);
        var keyIds = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            var fields = new JsonFields(entry, $"an entry of {file.At("signatures")}");
            var keyId = fields.Text("keyid");
            if (!keyIds.Add(keyId))
            {
                throw new MetadataFormatException($"Two signatures name the key {keyId}.");
            }

            signatures.Add(new(keyId, BytesOf(fields.Text("sig"))));
        }

        return signatures;
    }

    private static byte[] BytesOf(string hex)
    {
        var bytes = new byte[hex.Length / 2];
        return Convert.FromHexString(hex, bytes, out _, out _) == System.Buffers.OperationStatus.Done && hex.Length % 2 == 0 ? bytes : [];
    }
}
