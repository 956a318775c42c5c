using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Kiosk.Hardware.Readers.Virtual;

/// <summary>ECDSA over a digest as long as the curve's field, answered in DER (NIST SP 800-73-4 part 2, appendix A.4).</summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "A virtual card has no owner that would end it; the handle's finaliser does.")]
internal sealed class VirtualEcKey : VirtualCardKey
{
    private readonly ECDsa key = ECDsa.Create();

    /// <exception cref="CryptographicException">Not an EC private key in PKCS#8, or on an unknown curve.</exception>
    public VirtualEcKey(ReadOnlySpan<byte> pkcs8) => key.ImportPkcs8PrivateKey(pkcs8, out _);

    private int FieldLength => (key.KeySize + 7) / 8;

    public override byte[]? Sign(ReadOnlySpan<byte> challenge) =>
        challenge.Length == FieldLength ? key.SignHash(challenge.ToArray(), DSASignatureFormat.Rfc3279DerSequence) : null;

    public override byte[] SignZeros() => key.SignHash(new byte[FieldLength], DSASignatureFormat.Rfc3279DerSequence);
}
