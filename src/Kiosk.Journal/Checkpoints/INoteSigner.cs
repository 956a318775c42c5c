namespace Kiosk.Journal.Checkpoints;

/// <summary>A private key that signs notes. Where it lies, and whether it can be copied, is its own affair.</summary>
internal interface INoteSigner
{
    /// <summary>The public half, by which the signatures are verified.</summary>
    NoteKey Key { get; }

    /// <returns>ECDSA with SHA-256, as ECDSA-Sig-Value (RFC 3279, 2.2.3). Any thread may call.</returns>
    /// <exception cref="System.Security.Cryptography.CryptographicException">The key cannot be used.</exception>
    byte[] Sign(ReadOnlySpan<byte> text);
}
