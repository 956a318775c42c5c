using Kiosk.Feed.Sealing;
using Kiosk.Feed.Targets;

namespace Kiosk.Registry.Sources;

/// <summary>What a source folder's content is sealed with.</summary>
/// <param name="MeetingSecret">32 bytes that keys of imported meetings follow from.</param>
/// <param name="Audience">The key under which a province is sealed.</param>
/// <param name="Readers">Those who are let in to a province.</param>
internal sealed record SourceKeys(Func<byte[]> MeetingSecret, Func<ProvinceCode, AudienceKey> Audience, Func<ProvinceCode, IReadOnlyList<AudienceReader>> Readers)
{
    /// <summary>For looking at a folder only: nothing that is sealed with them is published.</summary>
    public static SourceKeys ForLooking { get; } = new(() => new byte[32], province => new(province.Text, 1, new byte[AudienceKey.SecretLength]), _ => []);
}
