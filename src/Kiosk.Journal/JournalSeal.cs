using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Kiosk.Verification.Sealing;

namespace Kiosk.Journal;

/// <summary>
/// Encrypts details to the registry's certificate and binds them to their frame: CMS AuthEnvelopedData (RFC 5083) whose authenticated attribute is the frame's sequence and
/// the previous frame's hash. <c>openssl cms -decrypt -inform DER -inkey KEY -recip CERTIFICATE</c> opens it, and fails if any bit was changed.
/// </summary>
internal sealed class JournalSeal
{
    /// <summary>The maximum length of a text in bytes.</summary>
    public const int MaximumTextLength = 16_384;

    // Does not escape letters: each would take up to six bytes.
    private static readonly SealedDetailsJson Json = new(new(SealedDetailsJson.Default.Options) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) });

    private readonly AuthEnvelopedDataWriter envelopes;

    private JournalSeal(AuthEnvelopedDataWriter envelopes) => this.envelopes = envelopes;

    /// <param name="registry">Still owned by the caller. Its validity period is not checked: records must be sealed whatever the clock says.</param>
    /// <exception cref="ArgumentException">The certificate has no RSA key of at least 2048 bits, or its key usage forbids keyEncipherment.</exception>
    public static JournalSeal Create(X509Certificate2 registry) =>
        RegistryCertificateRules.FindObjection(registry) is { } objection ? throw new ArgumentException(objection.English, nameof(registry)) : new(new AuthEnvelopedDataWriter(registry));

    /// <summary>The length in bytes to which a record's text is padded with spaces, so that a sealed part's length reveals only the record's mode.</summary>
    /// <remarks>A longer text is padded to a multiple of it.</remarks>
    public static int GrainOf(JournalMode mode) => mode is JournalMode.Meeting ? 1_024 : 512;

    /// <summary>Prepares sealing a record's details; the journal completes it once it knows the record's position.</summary>
    /// <exception cref="ArgumentException">The details are longer than <see cref="MaximumTextLength"/>.</exception>
    public PendingSeal Prepare(SealedDetails details, JournalMode mode) => Prepare(JsonSerializer.SerializeToUtf8Bytes(details, Json.SealedDetails), GrainOf(mode));

    /// <param name="text">UTF-8 in which trailing spaces mean nothing, such as JSON.</param>
    /// <param name="grain">The text is padded to a multiple of this many bytes.</param>
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

    /// <summary>Opens a record's sealed part; runs at the registry.</summary>
    /// <param name="previous">The link before the record's frame.</param>
    /// <param name="registry">The certificate with its private key.</param>
    /// <returns>The text with its padding.</returns>
    /// <exception cref="CryptographicException">The bytes are not such a message, belong to another certificate or record, or were modified.</exception>
    public static byte[] Open(ReadOnlyMemory<byte> sealedPart, ChainLink previous, X509Certificate2 registry) =>
        AuthEnvelopedDataReader.Open(sealedPart, registry, AuthEnvelopedData.AttributesFor(previous));

    /// <summary>Whether a record's sealed part is a whole message made for that record, as far as can be told without the key.</summary>
    /// <param name="previous">The link before the record's frame.</param>
    public static bool IsShaped(ReadOnlyMemory<byte> sealedPart, ChainLink previous) => AuthEnvelopedDataReader.IsShaped(sealedPart, AuthEnvelopedData.AttributesFor(previous));

    /// <summary>Opens sealed details; runs at the registry.</summary>
    /// <exception cref="CryptographicException">As <see cref="Open"/>.</exception>
    /// <exception cref="JsonException">The content is not sealed details.</exception>
    public static SealedDetails OpenDetails(ReadOnlyMemory<byte> sealedPart, ChainLink previous, X509Certificate2 registry) =>
        JsonSerializer.Deserialize(Open(sealedPart, previous, registry), SealedDetailsJson.Default.SealedDetails) ?? throw new JsonException("The sealed part holds no details.");
}
