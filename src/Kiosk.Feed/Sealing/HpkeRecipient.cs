using System.Security.Cryptography;

namespace Kiosk.Feed.Sealing;

/// <summary>Whoever opens what is sealed to a P-256 key. The private key may be in hardware: only the agreement is asked of it.</summary>
public sealed class HpkeRecipient
{
    private readonly Func<ECDiffieHellmanPublicKey, byte[]> agree;

    /// <param name="subjectPublicKeyInfo">DER of the public half.</param>
    /// <param name="agree">The private operation: the x-coordinate of the shared point, 32 bytes, without a derivation.</param>
    /// <exception cref="SealException">The public half is not a P-256 key.</exception>
    public HpkeRecipient(ReadOnlySpan<byte> subjectPublicKeyInfo, Func<ECDiffieHellmanPublicKey, byte[]> agree) =>
        (PublicKey, this.agree) = (PointOf(subjectPublicKeyInfo), agree);

    /// <summary>An uncompressed point.</summary>
    public ReadOnlyMemory<byte> PublicKey { get; }

    /// <summary>The key in the form that sealing takes.</summary>
    /// <param name="subjectPublicKeyInfo">DER.</param>
    /// <returns>An uncompressed point, 65 bytes.</returns>
    /// <exception cref="SealException">It is not a P-256 key.</exception>
    public static byte[] PointOf(ReadOnlySpan<byte> subjectPublicKeyInfo)
    {
        try
        {
            using var key = ECDiffieHellman.Create();
            key.ImportSubjectPublicKeyInfo(subjectPublicKeyInfo, out var read);
            var parameters = key.ExportParameters(includePrivateParameters: false);
            return read == subjectPublicKeyInfo.Length && parameters.Curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value
                ? Dhkem.Encode(parameters.Q)
                : throw new SealException("The public key is not one on P-256.");
        }
        catch (CryptographicException e)
        {
            throw new SealException("The public key is not one on P-256.", e);
        }
    }

    /// <exception cref="SealException">The agreement has another length than P-256's.</exception>
    internal byte[] Agree(ECDiffieHellmanPublicKey peer) =>
        agree(peer) is { Length: 32 } agreed ? agreed : throw new SealException("The key's agreement is not 32 bytes long.");
}
