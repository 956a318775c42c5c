namespace Kiosk.Verification.Certificates;

/// <summary>A well-formed SubjectPublicKeyInfo (RFC 5480; RFC 3279, 2.3.1): a named curve with an uncompressed point, an RSA key, or another that only tolerant reading accepts.</summary>
internal abstract record SubjectPublicKey
{
    private SubjectPublicKey(ReadOnlyMemory<byte> encoded) => Encoded = encoded;

    /// <summary>The whole SubjectPublicKeyInfo, DER.</summary>
    public ReadOnlyMemory<byte> Encoded { get; init; }

    /// <summary>A key on a named curve. Importing the key checks that the point is on the curve.</summary>
    public sealed record Ec(ReadOnlyMemory<byte> Encoded, EllipticCurve Curve) : SubjectPublicKey(Encoded);

    /// <param name="ModulusSize">In bits.</param>
    public sealed record Rsa(ReadOnlyMemory<byte> Encoded, int ModulusSize) : SubjectPublicKey(Encoded);

    /// <summary>A DSA key (RFC 3279, 2.3.2). Tolerant reading only.</summary>
    /// <param name="Parameters">Dss-Parms, DER; empty if inherited from the issuer.</param>
    public sealed record Dsa(ReadOnlyMemory<byte> Encoded, ReadOnlyMemory<byte> Parameters) : SubjectPublicKey(Encoded);

    /// <summary>A key that verifies nothing: of another type, or in a form that is not accepted. Tolerant reading only.</summary>
    /// <param name="Algorithm">The key algorithm's identifier.</param>
    public sealed record Other(ReadOnlyMemory<byte> Encoded, string Algorithm) : SubjectPublicKey(Encoded);
}

/// <summary>The named curves of NIST SP 800-78-4, and P-521 for other PKIs.</summary>
internal enum EllipticCurve
{
    None = 0,
    P256,
    P384,
    P521,
}
