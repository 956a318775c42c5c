using Org.BouncyCastle.Math.EC.Rfc8032;

namespace Kiosk.Feed.Metadata.BouncyCastle;

/// <summary>A public key of Ed25519 (RFC 8032, 5.1), which .NET has not.</summary>
internal sealed class EdDsaPublicKey
{
    public const int LengthInBytes = 32;

    private const int SignatureLength = 64;

    private readonly Ed25519.PublicPoint point;

    private EdDsaPublicKey(Ed25519.PublicPoint point) => this.point = point;

    /// <returns>
    /// Null when the bytes are no point in its one encoding, or one outside the subgroup that honest keys lie in: for a point of small order, signatures can be made that fit any message.
    /// </returns>
    public static EdDsaPublicKey? TryImport(ReadOnlySpan<byte> raw) =>
        raw.Length == LengthInBytes && Ed25519.ValidatePublicKeyFullExport(raw) is { } point ? new(point) : null;

    /// <summary>By 5.1.7, S below the group's order included, so that nobody makes a second signature of one.</summary>
    public bool Verifies(ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature) => signature.Length == SignatureLength && Ed25519.Verify(signature, point, message);
}
