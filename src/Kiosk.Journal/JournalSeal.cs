using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Kiosk.Verification.Sealing;

namespace Kiosk.Journal;

/// <summary>
/// Seals bytes to the registry's certificate: CMS EnvelopedData (RFC 5652, 6) with RSAES-OAEP under SHA-256 (RFC 4055, 4) and AES-256-CBC (RFC 3565).
/// <c>openssl cms -decrypt -inform DER -inkey KEY -recip CERTIFICATE</c> opens it. Its integrity is the journal's own: the frame's hash and the chain cover it.
/// </summary>
internal sealed class JournalSeal
{
    /// <summary>Texts are filled up with spaces to a multiple of this many bytes, so that a seal's length does not tell what was sealed.</summary>
    public const int Grain = 256;

    /// <summary>The longest text in bytes.</summary>
    public const int MaximumTextLength = 16_384;

    private readonly EnvelopedDataWriter envelopes;

    private JournalSeal(EnvelopedDataWriter envelopes) => this.envelopes = envelopes;

    /// <param name="registry">Stays the caller's. Its dates are not looked at: a record must be sealed, whatever the clock says.</param>
    /// <exception cref="ArgumentException">The certificate has no RSA key of at least 2048 bits, or its key usage forbids keyEncipherment.</exception>
    public static JournalSeal Create(X509Certificate2 registry)
    {
        return RegistryCertificateRules.FindObjection(registry) is { } objection ? throw new ArgumentException(objection, nameof(registry)) : new(new EnvelopedDataWriter(registry));
    }

    /// <summary>Seals the details as JSON.</summary>
    public byte[] Seal(SealedDetails details) => Seal(JsonSerializer.SerializeToUtf8Bytes(details, SealedDetailsJson.Default.SealedDetails));

    /// <summary>Seals a text. Any thread may call.</summary>
    /// <param name="text">UTF-8, such as JSON, to which spaces at the end mean nothing.</param>
    /// <returns>DER of a ContentInfo.</returns>
    /// <exception cref="ArgumentException">The text is longer than <see cref="MaximumTextLength"/>.</exception>
    public byte[] Seal(ReadOnlySpan<byte> text)
    {
        if (text.Length > MaximumTextLength)
        {
            throw new ArgumentException($"At most {MaximumTextLength} bytes are sealed, not {text.Length}.", nameof(text));
        }

        var filled = new byte[Math.Max(1, (text.Length + Grain - 1) / Grain) * Grain];
        text.CopyTo(filled);
        filled.AsSpan(text.Length).Fill((byte)' ');

        var envelope = envelopes.Write(filled);
        CryptographicOperations.ZeroMemory(filled);
        return envelope;
    }

    /// <summary>Opens what was sealed, at the registry's end.</summary>
    /// <param name="registry">With its private key.</param>
    /// <returns>The text with the spaces that filled it up.</returns>
    /// <exception cref="CryptographicException">It is no EnvelopedData, or not for this certificate.</exception>
    public static byte[] Open(ReadOnlySpan<byte> sealedPart, X509Certificate2 registry)
    {
        using var key = registry.GetRSAPrivateKey() ?? throw new CryptographicException("The registry's certificate has no private RSA key here.");
        var envelope = new EnvelopedCms();
        envelope.Decode(sealedPart);
        if (envelope.RecipientInfos is not [var addressee])
        {
            throw new CryptographicException($"A sealed part has one recipient, not {envelope.RecipientInfos.Count}.");
        }

        envelope.Decrypt(addressee, key);
        return envelope.ContentInfo.Content;
    }

    /// <summary>Opens sealed details, at the registry's end.</summary>
    /// <exception cref="CryptographicException">It is no EnvelopedData, or not for this certificate.</exception>
    /// <exception cref="JsonException">It holds something else.</exception>
    public static SealedDetails OpenDetails(ReadOnlySpan<byte> sealedPart, X509Certificate2 registry) =>
        JsonSerializer.Deserialize(Open(sealedPart, registry), SealedDetailsJson.Default.SealedDetails) ?? throw new JsonException("The sealed part holds no details.");
}
