using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Kiosk.Journal.Checkpoints;

namespace Kiosk.Journal.Upload;

/// <summary>
/// A public key that verifies a collector's cosignatures. They have the signed message and the time of C2SP tlog-cosignature, but are by ECDSA with SHA-256 on P-256, for which it has no type:
/// signature type ff with the identifier <c>kiosk-cosignature/v1</c> (C2SP signed-note). The text form is the verifier key <c>NAME+ID+BASE64</c>.
/// </summary>
internal sealed class CosignerKey
{
    private const int MaxTextLength = 1_024;
    private const int TimeLength = sizeof(ulong);

    private static readonly byte[] SignatureType = [0xFF, .. "kiosk-cosignature/v1"u8];

    private readonly NoteKey key;

    private CosignerKey(NoteKey key)
    {
        this.key = key;
        Id = BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData([.. Encoding.UTF8.GetBytes(key.Name), (byte)'\n', .. SignatureType, .. key.SubjectPublicKeyInfo.Span]));
    }

    /// <summary>The collector's name.</summary>
    public string Name => key.Name;

    /// <summary>The first four bytes of the SHA-256 of name, newline, signature type and SubjectPublicKeyInfo.</summary>
    public uint Id { get; }

    /// <summary>DER.</summary>
    public ReadOnlyMemory<byte> SubjectPublicKeyInfo => key.SubjectPublicKeyInfo;

    /// <param name="key">The collector's key pair; its name is the collector's.</param>
    public static CosignerKey Of(NoteKey key) => new(key);

    /// <exception cref="FormatException">The text is not a collector's verifier key.</exception>
    public static CosignerKey Parse(string text)
    {
        try
        {
            if (text.Length <= MaxTextLength && text.Split('+', 3) is [var name, { Length: 8 } id, var base64]
                && Convert.FromBase64String(base64) is var material && material.AsSpan().StartsWith(SignatureType))
            {
                var parsed = new CosignerKey(NoteKey.Create(name, material[SignatureType.Length..]));
                if (parsed.Id.ToString("x8", CultureInfo.InvariantCulture) == id)
                {
                    return parsed;
                }
            }
        }
        catch (Exception unusable) when (unusable is CryptographicException or FormatException)
        {
            // Reported below for the whole text.
        }

        throw new FormatException("This is no verifier key of a collector (NAME+8 hexadecimal digits+Base64).");
    }

    /// <summary>Adds a collector's cosignature to a checkpoint.</summary>
    /// <exception cref="CryptographicException">The key cannot be used.</exception>
    public static SignedNote Cosign(SignedNote checkpoint, INoteSigner collector, DateTimeOffset instant)
    {
        var time = new byte[TimeLength];
        BinaryPrimitives.WriteInt64BigEndian(time, instant.ToUnixTimeSeconds());
        var signature = collector.Sign(MessageOf(checkpoint, instant.ToUnixTimeSeconds()));
        return checkpoint with { Signatures = [.. checkpoint.Signatures, new(collector.Key.Name, Of(collector.Key).Id, (byte[])[.. time, .. signature])] };
    }

    /// <returns>When this collector cosigned the checkpoint, by its own clock; null if it did not, or if any signature attributed to it does not verify.</returns>
    public DateTimeOffset? CosignedAt(SignedNote checkpoint)
    {
        DateTimeOffset? at = null;
        foreach (var signature in checkpoint.Signatures.Where(signature => signature.Name == Name && signature.KeyId == Id))
        {
            if (Verify(checkpoint, signature.Bytes.Span) is not { } verified)
            {
                return null;
            }

            at = verified;
        }

        return at;
    }

    /// <summary>The verifier key.</summary>
    public override string ToString() => $"{Name}+{Id:x8}+{Convert.ToBase64String([.. SignatureType, .. key.SubjectPublicKeyInfo.Span])}";

    private DateTimeOffset? Verify(SignedNote checkpoint, ReadOnlySpan<byte> signature)
    {
        if (signature.Length <= TimeLength || BinaryPrimitives.ReadInt64BigEndian(signature) is var seconds
            && (seconds < 0 || seconds > DateTimeOffset.MaxValue.ToUnixTimeSeconds() || !key.Verifies(MessageOf(checkpoint, seconds), signature[TimeLength..])))
        {
            return null;
        }

        return DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64BigEndian(signature));
    }

    private static byte[] MessageOf(SignedNote checkpoint, long seconds) => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"cosignature/v1\ntime {seconds}\n{checkpoint.Text}"));
}
