using System.Security.Cryptography;
using Kiosk.Feed.Metadata.BouncyCastle;

namespace Kiosk.Feed.Metadata;

/// <summary>An imported public key that verifies signatures.</summary>
internal abstract class VerificationKey : IDisposable
{
    private const int MinRsaBits = 2048;
    private const int MaxRsaBits = 8192;

    private VerificationKey()
    {
    }

    /// <summary>Equal for equal keys, whatever their encoding or id.</summary>
    public abstract string Identity { get; }

    public static bool IsGoodRsaSize(int bits) => bits is >= MinRsaBits and <= MaxRsaBits;

    /// <summary>Whether the curve is P-256 or P-384 given by name: explicit parameters could differ in any value.</summary>
    public static bool IsOnNamedCurve(ECDsa key) =>
        key.ExportParameters(includePrivateParameters: false).Curve is { IsNamed: true } curve && curve.Oid.Value is "1.2.840.10045.3.1.7" or "1.3.132.0.34";

    /// <returns>Null if the key's id is wrong, its type or scheme unknown or its value invalid.</returns>
    public static VerificationKey? TryImport(TufKey key) => key.IsIdCorrect
        ? (key.KeyType, key.Scheme) switch
        {
            (PublicKeyText.Ecdsa or PublicKeyText.EcdsaP256, PublicKeyText.EcdsaP256) => TryEcdsa(key, 256, HashAlgorithmName.SHA256),
            (PublicKeyText.Ecdsa or PublicKeyText.EcdsaP384, PublicKeyText.EcdsaP384) => TryEcdsa(key, 384, HashAlgorithmName.SHA384),
            (PublicKeyText.Rsa, PublicKeyText.RsaPss) => TryRsa(key),
            (PublicKeyText.Ed25519, PublicKeyText.Ed25519) => TryEd25519(key),
            _ => null,
        }
        : null;

    public abstract bool Verifies(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature);

    public abstract void Dispose();

    private static Ecdsa? TryEcdsa(TufKey key, int bits, HashAlgorithmName hash)
    {
        var imported = PublicKeyText.TryImport(ECDsa.Create(), key.PublicValue);
        if (imported is null || (imported.KeySize == bits && IsOnNamedCurve(imported)))
        {
            return imported is null ? null : new Ecdsa(imported, hash);
        }

        imported.Dispose();
        return null;
    }

    private static RsaPss? TryRsa(TufKey key)
    {
        var imported = PublicKeyText.TryImport(RSA.Create(), key.PublicValue);
        if (imported is null || IsGoodRsaSize(imported.KeySize))
        {
            return imported is null ? null : new RsaPss(imported);
        }

        imported.Dispose();
        return null;
    }

    private static Ed25519? TryEd25519(TufKey key)
    {
        var raw = new byte[EdDsaPublicKey.LengthInBytes];
        return key.PublicValue.Length == 2 * raw.Length && Convert.FromHexString(key.PublicValue, raw, out _, out _) == System.Buffers.OperationStatus.Done
            && EdDsaPublicKey.TryImport(raw) is { } imported
                ? new Ed25519(imported, raw)
                : null;
    }

    /// <summary>ECDSA on a NIST curve; the signature is DER-encoded (RFC 3279, 2.2.3).</summary>
    private sealed class Ecdsa(ECDsa key, HashAlgorithmName hash) : VerificationKey
    {
        public override string Identity { get; } = Convert.ToHexStringLower(key.ExportSubjectPublicKeyInfo());

        public override bool Verifies(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
            key.VerifyData(message, signature, hash, DSASignatureFormat.Rfc3279DerSequence);

        public override void Dispose() => key.Dispose();
    }

    /// <summary>RSASSA-PSS with SHA-256, MGF1 with SHA-256 and a salt of 32 bytes.</summary>
    private sealed class RsaPss(RSA key) : VerificationKey
    {
        public override string Identity { get; } = Convert.ToHexStringLower(key.ExportSubjectPublicKeyInfo());

        public override bool Verifies(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) =>
            key.VerifyData(message, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pss);

        public override void Dispose() => key.Dispose();
    }

    /// <summary>RFC 8032.</summary>
    private sealed class Ed25519(EdDsaPublicKey key, byte[] raw) : VerificationKey
    {
        public override string Identity { get; } = Convert.ToHexStringLower(raw);

        public override bool Verifies(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) => key.Verifies(message, signature);

        public override void Dispose()
        {
        }
    }
}
