using Org.BouncyCastle.Math.EC.Rfc8032;

namespace Kiosk.Feed.Metadata.BouncyCastle;

/// <summary>An Ed25519 public key (RFC 8032, 5.1), which .NET lacks.</summary>
internal sealed class EdDsaPublicKey
{
    public const int LengthInBytes = 32;

    private const int SignatureLength = 64;

    private readonly Ed25519.PublicPoint point;

    private EdDsaPublicKey(Ed25519.PublicPoint point) => this.point = point;

    /// <returns>
    /// Null if the bytes are not the canonical encoding of a point, or the point is outside the prime-order subgroup: for a point of small order, signatures can be forged that verify for any message.
    /// </returns>
    public static EdDsaPublicKey? TryImport(ReadOnlySpan<byte> raw) =>
        raw.Length == LengthInBytes && Ed25519.ValidatePublicKeyFullExport(raw) is { } point ? new(point) : null;

    /// <summary>Verifies by RFC 8032, 5.1.7, including S below the group order, which rules out signature malleability.</summary>
    public bool Verifies(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) => signature.Length == SignatureLength && Ed25519.Verify(signature, point, message);
}
