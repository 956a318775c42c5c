using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Kiosk.Verification.Sealing;

namespace Kiosk.Journal;

/// <summary>
/// Seals details to the registry's certificate, bound to the frame that holds them: CMS AuthEnvelopedData (RFC 5083) whose authenticated attribute is the frame's sequence and
/// the hash of the frame before. <c>openssl cms -decrypt -inform DER -inkey KEY -recip CERTIFICATE</c> opens it, and refuses it when a bit was changed.
/// </summary>
internal sealed class JournalSeal
{
    /// <summary>The longest text in bytes.</summary>
    public const int MaximumTextLength = 16_384;

    // Letters as letters: escaped they would take up to six bytes each.
    private static readonly SealedDetailsJson Json = new(new(SealedDetailsJson.Default.Options) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) });

    private readonly AuthEnvelopedDataWriter envelopes;

    private JournalSeal(AuthEnvelopedDataWriter envelopes) => this.envelopes = envelopes;

    /// <param name="registry">Still owned by the caller. Its validity period is not checked: records must be sealed whatever the clock says.</param>
    /// <exception cref="ArgumentException">The certificate has no RSA key of at least 2048 bits, or its key usage forbids keyEncipherment.</exception>
    public static JournalSeal Create(X509Certificate2 registry) =>
        RegistryCertificateRules.FindObjection(registry) is { } objection ? throw new ArgumentException(objection, nameof(registry)) : new(new AuthEnvelopedDataWriter(registry));

    /// <summary>The length in bytes to which the text of a record is filled up with spaces, so that a seal's length tells nothing but the record's mode.</summary>
    /// <remarks>A text that is longer takes a multiple of it.</remarks>
    public static int GrainOf(JournalMode mode) => mode is JournalMode.Meeting ? 1_024 : 512;

    /// <summary>Prepares the seal of a record's details; the journal completes it when it knows the record's place.</summary>
    /// <exception cref="ArgumentException">The details are longer than <see cref="MaximumTextLength"/>.</exception>
    public PendingSeal Prepare(SealedDetails details, JournalMode mode) => Prepare(JsonSerializer.SerializeToUtf8Bytes(details, Json.SealedDetails), GrainOf(mode));

    /// <param name="text">UTF-8, such as JSON, to which spaces at the end mean nothing.</param>
    /// <param name="grain">The text is filled up to a multiple of so many bytes.</param>
    /// <exception cref="ArgumentException">The text is longer than <see cref="MaximumTextLength"/>.</exception>
    public PendingSeal Prepare(ReadOnlySpan<byte> text, int grain)
    {
        if (text.Length > MaximumTextLength)
        {
            throw new ArgumentException($"At most {MaximumTextLength} bytes are sealed, not {text.Length}.", nameof(text));
        }

        var filled = new byte[Math.Max(1, (text.Length + grain - 1) / grain) * grain];
        text.CopyTo(filled);
        filled.AsSpan(text.Length).Fill((byte)' ');
        return new(envelopes, filled);
    }

    /// <summary>Opens a record's sealed part, at the registry's end.</summary>
    /// <param name="previous">The frame before the record's, or the genesis.</param>
    /// <param name="registry">With its private key.</param>
    /// <returns>The text with the spaces that filled it up.</returns>
    /// <exception cref="CryptographicException">It is no such message, is not for this certificate or not of this record, or was changed.</exception>
    public static byte[] Open(ReadOnlyMemory<byte> sealedPart, ChainLink previous, X509Certificate2 registry) =>
        AuthEnvelopedDataReader.Open(sealedPart, registry, AuthEnvelopedData.AttributesFor(previous));

    /// <summary>Opens sealed details, at the registry's end.</summary>
    /// <exception cref="CryptographicException">As <see cref="Open"/>.</exception>
    /// <exception cref="JsonException">It holds something else.</exception>
    public static SealedDetails OpenDetails(ReadOnlyMemory<byte> sealedPart, ChainLink previous, X509Certificate2 registry) =>
        JsonSerializer.Deserialize(Open(sealedPart, previous, registry), SealedDetailsJson.Default.SealedDetails) ?? throw new JsonException("The sealed part holds no details.");
}
