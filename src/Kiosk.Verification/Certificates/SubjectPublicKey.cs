namespace Kiosk.Verification.Certificates;

/// <summary>A SubjectPublicKeyInfo whose form was checked (RFC 5480, RFC 3279 2.3.1): a named curve with an uncompressed point, a sound RSA key, or what only a tolerant reading takes.</summary>
internal abstract record SubjectPublicKey
{
    private SubjectPublicKey(ReadOnlyMemory<byte> encoded) => Encoded = encoded;

    /// <summary>The whole SubjectPublicKeyInfo, DER.</summary>
    public ReadOnlyMemory<byte> Encoded { get; init; }

    /// <summary>On a named curve. Whether the point lies on it is found when the key is imported.</summary>
    public sealed record Ec(ReadOnlyMemory<byte> Encoded, EllipticCurve Curve) : SubjectPublicKey(Encoded);

    /// <param name="ModulusSize">In bits.</param>
    public sealed record Rsa(ReadOnlyMemory<byte> Encoded, int ModulusSize) : SubjectPublicKey(Encoded);

    /// <summary>Only read tolerantly (RFC 3279, 2.3.2).</summary>
    /// <param name="Parameters">Dss-Parms, DER; empty where they are the issuer's.</param>
    public sealed record Dsa(ReadOnlyMemory<byte> Encoded, ReadOnlyMemory<byte> Parameters) : SubjectPublicKey(Encoded);

    /// <summary>A key that verifies nothing: of another kind, or in a form that is refused. Only read tolerantly.</summary>
    /// <param name="Algorithm">The key algorithm's identifier.</param>
    public sealed record Other(ReadOnlyMemory<byte> Encoded, string Algorithm) : SubjectPublicKey(Encoded);
}

/// <summary>The named curves of NIST SP 800-78-4, and P-521 for other infrastructures.</summary>
internal enum EllipticCurve
{
    None = 0,
    P256,
    P384,
    P521,
}
