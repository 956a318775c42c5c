using Kiosk.Feed.Metadata;

namespace Kiosk.Service.Sync.Tuf;

/// <summary>Computes the location of a target in the folder of targets.</summary>
internal static class TargetLocation
{
    /// <summary>The path below the folder of targets, URL-encoded by segment; with consistent snapshots the last segment starts with a hash (TUF 1.0, 6.2).</summary>
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
