using Kiosk.Words;

namespace Kiosk.Feed.Metadata;

/// <summary>A key that signs metadata: a local file, or an external device or command.</summary>
public interface ISigner
{
    TufKey PublicKey { get; }

    /// <summary>Whether the private key can be used here; false for an offline key of which only the public half is known.</summary>
    bool IsAtHand => true;

    /// <summary>Signs with the scheme of <see cref="PublicKey"/>: ECDSA as DER (RFC 3279), RSASSA-PSS with a 32-byte salt, or ed25519.</summary>
    /// <exception cref="SigningException">The key cannot be used.</exception>
    ValueTask<byte[]> SignAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken);
}

/// <summary>A key could not sign. The message is one sentence that names the key.</summary>
public sealed class SigningException(Phrase sentence, Exception? innerException = null) : SentenceException(sentence, innerException);
