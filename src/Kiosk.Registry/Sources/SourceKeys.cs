using System.Security.Cryptography;
using System.Text;
using Kiosk.Feed.Sealing;
using Kiosk.Feed.Targets;

namespace Kiosk.Registry.Sources;

/// <summary>What a source folder's content is sealed with.</summary>
/// <param name="MeetingSecret">32 bytes that keys of imported meetings and of points follow from.</param>
/// <param name="Audience">The key under which a province is sealed.</param>
/// <param name="Readers">Those who are let in to a province.</param>
internal sealed record SourceKeys(Func<byte[]> MeetingSecret, Func<ProvinceCode, AudienceKey> Audience, Func<ProvinceCode, IReadOnlyList<AudienceReader>> Readers)
{
    /// <summary>The key of a point's pseudonyms, the same in each publication: HMAC-SHA256(desk's secret, "kiosk.point.v1" ‖ 00 ‖ province ‖ 00 ‖ id).</summary>
    public byte[] PointKey(ProvinceCode province, string pointId) => HMACSHA256.HashData(MeetingSecret(), Encoding.UTF8.GetBytes($"kiosk.point.v1\0{province.Text}\0{pointId}"));

    /// <summary>The public key that signs invitations (SubjectPublicKeyInfo, DER); null where there is none.</summary>
    public ReadOnlyMemory<byte>? Invitations { get; init; }

    /// <summary>For looking at a folder only: nothing that is sealed with them is published.</summary>
    public static SourceKeys ForLooking { get; } = new(() => new byte[32], province => new(province.Text, 1, new byte[AudienceKey.SecretLength]), _ => []);
}
