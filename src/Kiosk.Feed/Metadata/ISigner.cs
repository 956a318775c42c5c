namespace Kiosk.Feed.Metadata;

/// <summary>One key that signs metadata: a file here, or a device or command elsewhere.</summary>
public interface ISigner
{
    TufKey PublicKey { get; }

    /// <summary>Whether the private key can be used here and now; of a key that lies elsewhere only the public half is known.</summary>
    bool IsAtHand => true;

    /// <summary>Signs by the scheme of <see cref="PublicKey"/>: ECDSA as DER (RFC 3279), RSASSA-PSS with a salt of 32 bytes, or ed25519.</summary>
    /// <exception cref="SigningException">The key cannot be used.</exception>
    ValueTask<byte[]> SignAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken);
}

/// <summary>A key could not sign. The message is one sentence naming the key.</summary>
public sealed class SigningException(string message, Exception? cause = null) : Exception(message, cause);
