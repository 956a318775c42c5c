using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Kiosk.Feed.Metadata;

/// <summary>Writes and signs metadata files.</summary>
public static class MetadataWriter
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <returns>The whole file: UTF-8 JSON.</returns>
    /// <exception cref="SigningException">A key cannot be used.</exception>
    /// <exception cref="MetadataFormatException">The metadata or its custom data cannot be canonicalised.</exception>
    public static async Task<byte[]> SignAsync(RoleMetadata metadata, IReadOnlyCollection<ISigner> signers, CancellationToken cancellationToken)
    {
        using var signed = JsonDocument.Parse(Write(writer => SignedPart.Write(writer, metadata)));
        var message = CanonicalJson.Encode(signed.RootElement);
        var signatures = new List<MetadataSignature>(signers.Count);
        foreach (var signer in signers)
        {
            signatures.Add(new(signer.PublicKey.Id, await signer.SignAsync(message, cancellationToken).ConfigureAwait(false)));
        }

        return File(signed.RootElement, signatures);
    }

    /// <summary>Adds signatures to a signed file without touching its signed part. A key that signed before replaces its signature.</summary>
    /// <exception cref="SigningException">A key cannot be used.</exception>
    public static async Task<byte[]> CoSignAsync<T>(SignedMetadata<T> metadata, IReadOnlyCollection<ISigner> signers, CancellationToken cancellationToken)
        where T : RoleMetadata
    {
        var signatures = metadata.Signatures.Where(made => signers.All(signer => signer.PublicKey.Id != made.KeyId)).ToList();
        foreach (var signer in signers)
        {
            signatures.Add(new(signer.PublicKey.Id, await signer.SignAsync(metadata.SignedBytes, cancellationToken).ConfigureAwait(false)));
        }

        using var document = JsonDocument.Parse(metadata.Bytes);
        return File(document.RootElement.GetProperty("signed"), signatures);
    }

    private static byte[] File(JsonElement signed, IEnumerable<MetadataSignature> signatures) => Write(writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("signatures");
        foreach (var signature in signatures)
        {
            writer.WriteStartObject();
            writer.WriteString("keyid", signature.KeyId);
            writer.WriteString("sig", Convert.ToHexStringLower(signature.Value.Span));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WritePropertyName("signed");
        signed.WriteTo(writer);
        writer.WriteEndObject();
    });

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            write(writer);
        }

        return buffer.WrittenSpan.ToArray();
    }
}
