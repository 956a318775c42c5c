using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Journal.Checkpoints;

namespace Kiosk.Identity;

/// <summary>This terminal's private keys, wherever they are stored: one P-256 key signs, another decrypts, and a secret keys what only this terminal reads. Made here and never given out. Thread-safe.</summary>
internal interface IKeyStore : IDisposable
{
    /// <summary>Where the keys are stored, as stated in everything that they sign: <c>file</c> or <c>tpm</c>.</summary>
    string Kind { get; }

    /// <summary>Whether the keys, or some of them, were made just now.</summary>
    bool IsNew { get; }

    /// <summary>P-256, for signatures only. Owned by this object; gives out its public half only.</summary>
    /// <remarks>Its operations throw <see cref="KeyStoreException"/> while the key cannot be used.</remarks>
    ECDsa SigningKey { get; }

    /// <summary>The public half of the key that others encrypt to (P-256).</summary>
    PublicKey DecryptionKey { get; }

    StoredSecret Secret { get; }

    /// <summary>A counter that is not on the disk; null where the keys are in a file.</summary>
    IMonotonicCounter? Counter { get; }

    /// <summary>The private operation of the decryption key.</summary>
    /// <param name="peer">A point on P-256.</param>
    /// <returns>The x-coordinate of the shared point, 32 bytes: ECDH's shared secret as it is, without a derivation (NIST SP 800-56A, 5.7.1.2).</returns>
    /// <exception cref="KeyStoreException">The key cannot be used.</exception>
    /// <exception cref="CryptographicException">The peer's key is not on P-256.</exception>
    byte[] Agree(ECDiffieHellmanPublicKey peer);

    /// <summary>The certificate as one by which this terminal authenticates itself in TLS.</summary>
    /// <param name="certificate">Of <see cref="SigningKey"/>.</param>
    /// <exception cref="CryptographicException">It is another key's certificate.</exception>
    X509Certificate2 WithSigningKey(X509Certificate2 certificate);
}
