using System.Security.Cryptography;
using System.Text;

namespace Kiosk.Cards;

/// <summary>
/// A single-use challenge. The card signs SHA-256 or SHA-384 of (domain ‖ terminal id ‖ 32 random bytes ‖ SHA-256 of the certificate). Every part
/// except the terminal id has a fixed length, so the encoding is unambiguous.
/// </summary>
public sealed record CardChallenge(string TerminalId, ReadOnlyMemory<byte> Nonce)
{
    public const int NonceLength = 32;
    private static readonly byte[] Domain = Encoding.ASCII.GetBytes("kiosk.challenge.v1");

    /// <summary>The digest that the card signs.</summary>
    public byte[] Digest(ReadOnlySpan<byte> certificate, HashAlgorithmName hashAlgorithm)
    {
        using var hash = IncrementalHash.CreateHash(hashAlgorithm);
        hash.AppendData(Domain);
        hash.AppendData(Encoding.UTF8.GetBytes(TerminalId));
        hash.AppendData(Nonce.Span);
        hash.AppendData(SHA256.HashData(certificate));
        return hash.GetHashAndReset();
    }
}
