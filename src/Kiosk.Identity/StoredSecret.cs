using System.Security.Cryptography;
using System.Text;
using Kiosk.Journal;

namespace Kiosk.Identity;

/// <summary>The symmetric half of a key store: 32 random bytes.</summary>
/// <remarks>They tag the journal's frames as they are; other keys follow from them by a purpose. No frame begins like a purpose: its first byte is 0.</remarks>
internal sealed class StoredSecret
{
    public const int Length = 32;

    private readonly byte[] secret;

    /// <exception cref="ArgumentException">It is not 32 bytes long.</exception>
    public StoredSecret(ReadOnlySpan<byte> secret)
    {
        if (secret.Length != Length)
        {
            throw new ArgumentException($"A secret has {Length} bytes, not {secret.Length}.", nameof(secret));
        }

        this.secret = secret.ToArray();
        Frames = new(this.secret);
    }

    public FrameKey Frames { get; }

    /// <param name="purpose">ASCII, such as <c>cache</c>; another purpose gives an unrelated key.</param>
    /// <returns>HMAC-SHA-256 of <c>kiosk </c> and the purpose: 32 bytes.</returns>
    public byte[] Derive(string purpose) => HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes($"kiosk {purpose}"));
}
