using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Kiosk.Verification.Certificates;

/// <summary>SHA-256 of a whole certificate, or of what stands for it and its CHUID together.</summary>
internal readonly record struct CertificateHash(UInt128 High, UInt128 Low)
{
    public static CertificateHash Of(ReadOnlySpan<byte> certificate)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(certificate, digest);
        return new(BinaryPrimitives.ReadUInt128BigEndian(digest), BinaryPrimitives.ReadUInt128BigEndian(digest[16..]));
    }

    /// <summary>Over the hashes of both, so that neither can take bytes from the other.</summary>
    public static CertificateHash Of(ReadOnlySpan<byte> certificate, ReadOnlySpan<byte> chuid)
    {
        Span<byte> digests = stackalloc byte[2 * SHA256.HashSizeInBytes];
        SHA256.HashData(certificate, digests);
        SHA256.HashData(chuid, digests[SHA256.HashSizeInBytes..]);
        return Of(digests);
    }
}
