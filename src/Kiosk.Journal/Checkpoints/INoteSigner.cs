namespace Kiosk.Journal.Checkpoints;

/// <summary>A private key that signs notes, wherever it is stored.</summary>
internal interface INoteSigner
{
    /// <summary>The public key that verifies the signatures.</summary>
    NoteKey Key { get; }

    /// <returns>ECDSA with SHA-256, as ECDSA-Sig-Value (RFC 3279, 2.2.3). Thread-safe.</returns>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The key cannot be used.</exception>
    byte[] Sign(ReadOnlySpan<byte> text);
}
