using Kiosk.Verification.Der;

namespace Kiosk.Verification.Certificates;

/// <summary>A parsed X.509 certificate (RFC 5280, 4.1), not yet trusted.</summary>
internal sealed record Certificate
{
    /// <summary>The whole certificate, DER.</summary>
    public required ReadOnlyMemory<byte> Encoded { get; init; }

    /// <summary>The signed part, DER.</summary>
    public required ReadOnlyMemory<byte> TbsCertificate { get; init; }

    /// <summary>1, 2 or 3.</summary>
    public required int Version { get; init; }

    public required SignatureAlgorithm SignatureAlgorithm { get; init; }

    public required ReadOnlyMemory<byte> Signature { get; init; }

    /// <summary>Big-endian, at most 20 bytes, without leading zeros; negative numbers as in <see cref="Verification.Der.SerialNumber"/>.</summary>
    public required ReadOnlyMemory<byte> SerialNumber { get; init; }

    /// <summary>The issuer's Name, DER.</summary>
    public required ReadOnlyMemory<byte> Issuer { get; init; }

    /// <summary>The subject's Name, DER.</summary>
    public required ReadOnlyMemory<byte> Subject { get; init; }

    /// <summary>The first second of validity.</summary>
    public required DateTimeOffset NotBefore { get; init; }

    /// <summary>The last second of validity.</summary>
    public required DateTimeOffset NotAfter { get; init; }

    public required SubjectPublicKey PublicKey { get; init; }

    public required CertificateExtensions Extensions { get; init; }

    /// <summary>Parses DER. The result refers to the given memory, which must not change afterwards.</summary>
    /// <exception cref="CertificateException">Not an RFC 5280 certificate or, if strict, its key or signature algorithm is not accepted.</exception>
    public static Certificate Parse(ReadOnlyMemory<byte> der, X509Reading reading) => CertificateParser.Parse(der, reading);

    /// <summary>Parses strictly.</summary>
    /// <exception cref="CertificateException">Not an RFC 5280 certificate, or its key or signature algorithm is not accepted.</exception>
    public static Certificate Parse(ReadOnlyMemory<byte> der) => Parse(der, X509Reading.Strict);
}
