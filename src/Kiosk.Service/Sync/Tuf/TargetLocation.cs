using Kiosk.Feed.Metadata;

namespace Kiosk.Service.Sync.Tuf;

/// <summary>Where a target lies in the folder of targets.</summary>
internal static class TargetLocation
{
    /// <summary>The path below the folder of targets, quoted for an address segment by segment; with consistent snapshots the last segment begins with a hash (TUF 1.0, 6.2).</summary>
    public static string Of(string targetPath, TargetFile file, bool isPrefixed)
    {
        var segments = targetPath.Split('/').Select(Uri.EscapeDataString).ToArray();
        if (isPrefixed)
        {
            segments[^1] = $"{file.Hashes.Prefix}.{segments[^1]}";
        }

        return string.Join('/', segments);
    }
}
