using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Kiosk.Verification.Certificates;

/// <summary>SHA-256 of a certificate, or of a certificate and its CHUID.</summary>
internal readonly record struct CertificateHash(UInt128 High, UInt128 Low)
{
    public static CertificateHash Of(ReadOnlySpan<byte> certificate)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(certificate, digest);
        return new(BinaryPrimitives.ReadUInt128BigEndian(digest), BinaryPrimitives.ReadUInt128BigEndian(digest[16..]));
    }

    /// <summary>Hashes the concatenated hashes, so that bytes cannot move from one to the other.</summary>
    public static CertificateHash Of(ReadOnlySpan<byte> certificate, ReadOnlySpan<byte> chuid)
    {
        Span<byte> digests = stackalloc byte[2 * SHA256.HashSizeInBytes];
        SHA256.HashData(certificate, digests);
        SHA256.HashData(chuid, digests[SHA256.HashSizeInBytes..]);
        return Of(digests);
    }
}
