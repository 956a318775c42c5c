using System.Security.Cryptography;
using System.Text.Json;

namespace Kiosk.Feed.Metadata;

/// <summary>
/// A public key as in metadata (TUF 1.0, 4.2.2). A key with an unknown type or scheme, an invalid value or a wrong id is preserved but verifies nothing.
/// </summary>
public sealed record TufKey
{
    private TufKey(string id, string keyType, string scheme, string publicValue, JsonElement json)
    {
        (Id, KeyType, Scheme, PublicValue, Json) = (id, keyType, scheme, publicValue, json);
        IsIdCorrect = id == IdOf(json);
    }

    /// <summary>The key id that signatures and roles refer to; the hexadecimal SHA-256 of the key's canonical form if correct.</summary>
    public string Id { get; }

    public string KeyType { get; }

    public string Scheme { get; }

    /// <summary>SubjectPublicKeyInfo as PEM; for ed25519, 32 bytes in hexadecimal.</summary>
    public string PublicValue { get; }

    /// <summary>Whether the id matches the one calculated from the key (4.3: clients must calculate it).</summary>
    public bool IsIdCorrect { get; }

    /// <summary>The JSON as received, unknown members included: the id depends on them.</summary>
    internal JsonElement Json { get; }

    /// <summary>Creates a key from a PEM SubjectPublicKeyInfo: P-256, P-384, RSA (for PSS) or ed25519.</summary>
    /// <exception cref="MetadataFormatException">The algorithm is not supported, or the text is not a key.</exception>
    public static TufKey FromPem(string pem)
    {
        var (keyType, scheme, value) = PublicKeyText.Describe(pem);
        var buffer = new System.Buffers.ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("keytype", keyType);
            writer.WriteString("scheme", scheme);
            writer.WriteStartObject("keyval");
            writer.WriteString("public", value);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        var json = document.RootElement.Clone();
        return new(IdOf(json), keyType, scheme, value, json);
    }

    /// <returns>False as well if the key cannot be used.</returns>
    public bool Verifies(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        using var key = VerificationKey.TryImport(this);
        return key is not null && key.Verifies(message, signature);
    }

    /// <exception cref="MetadataFormatException">A member is missing or of the wrong type.</exception>
    internal static TufKey Read(string id, JsonFields fields) =>
        new(id, fields.Text("keytype"), fields.Text("scheme"), fields.Object("keyval").Text("public"), fields.Element.Clone());

    public bool Equals(TufKey? other) => other is not null && Id == other.Id && IsIdCorrect && other.IsIdCorrect;

    public override int GetHashCode() => Id.GetHashCode(StringComparison.Ordinal);

    private static string IdOf(JsonElement json) => Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.Encode(json)));
}
