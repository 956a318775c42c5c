using System.Security.Cryptography;

namespace Kiosk.Service.Verification;

/// <summary>A CA's name and key with every valid path from it to a trust anchor. A CA whose certificate was renewed has one key and two paths.</summary>
internal sealed class IssuingAuthority(ReadOnlyMemory<byte> name, PublicKey key, IReadOnlyList<IssuerPath> paths)
{
    /// <summary>The Name, DER.</summary>
    public ReadOnlyMemory<byte> Name { get; } = name;

    public PublicKey Key { get; } = key;

    /// <summary>SHA-256 of the SubjectPublicKeyInfo.</summary>
    public ReadOnlyMemory<byte> KeyHash { get; } = SHA256.HashData(key.Subject.Encoded.Span);

    /// <summary>At least one.</summary>
    public IReadOnlyList<IssuerPath> Paths { get; } = paths;
}

/// <summary>One path whose signatures and constraints hold; only time and revocation are left to judge at each tap.</summary>
/// <param name="NotBefore">The latest of the path's certificates, trust anchor included.</param>
/// <param name="NotAfter">The earliest.</param>
/// <param name="Certificates">What may have been revoked: every certificate below the anchor. Empty for an anchor.</param>
internal sealed record IssuerPath(DateTimeOffset NotBefore, DateTimeOffset NotAfter, IReadOnlyList<CertificateReference> Certificates);

/// <summary>A certificate as a CRL knows it.</summary>
/// <param name="IssuerKeyHash">SHA-256 of the issuer's SubjectPublicKeyInfo.</param>
internal sealed record CertificateReference(ReadOnlyMemory<byte> IssuerKeyHash, ReadOnlyMemory<byte> SerialNumber);
