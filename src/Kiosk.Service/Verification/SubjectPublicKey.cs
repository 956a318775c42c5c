namespace Kiosk.Service.Verification;

/// <summary>A SubjectPublicKeyInfo whose form was checked (RFC 5480, RFC 3279 2.3.1): a named curve with an uncompressed point, or a sound RSA key.</summary>
/// <param name="Encoded">The whole SubjectPublicKeyInfo, DER.</param>
internal abstract record SubjectPublicKey(ReadOnlyMemory<byte> Encoded)
{
    /// <summary>On a named curve. Whether the point lies on it is found when the key is imported.</summary>
    public sealed record Ec(ReadOnlyMemory<byte> Encoded, EllipticCurve Curve) : SubjectPublicKey(Encoded);

    /// <param name="ModulusSize">In bits.</param>
    public sealed record Rsa(ReadOnlyMemory<byte> Encoded, int ModulusSize) : SubjectPublicKey(Encoded);
}

/// <summary>The named curves of NIST SP 800-78-4.</summary>
internal enum EllipticCurve
{
    None = 0,
    P256,
    P384,
}
