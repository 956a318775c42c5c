using Kiosk.Feed.Metadata;

namespace Kiosk.Feed.Publishing;

/// <summary>Deletes all files but those of the latest publications.</summary>
internal sealed class FeedPruner(FeedTree tree, PublishingRules rules)
{
    /// <param name="newest">Version of the snapshot in force.</param>
    /// <returns>The number of files deleted.</returns>
    public int Prune(long newest)
    {
        var metadata = new HashSet<(string Role, long Version)>();
        var targets = new HashSet<(string Path, string Hash)>();
        var kept = 0;
        for (var version = newest; version > 0 && kept < rules.Publications; version--)
        {
            if (tree.ReadMetadata(RoleName.Snapshot, version) is not { } bytes)
            {
                break;
            }

            kept++;
            metadata.Add((RoleName.Snapshot, version));
            foreach (var (name, meta) in MetadataParser.ParseSnapshot(bytes).Content.Meta)
            {
                Keep(name[..^".json".Length], meta.Version, metadata, targets);
            }
        }

        return tree.Prune(metadata, targets);
    }

    private void Keep(string role, long version, HashSet<(string Role, long Version)> metadata, HashSet<(string Path, string Hash)> targets)
    {
        if (metadata.Add((role, version)) && tree.ReadMetadata(role, version) is { } bytes)
        {
            targets.UnionWith(MetadataParser.ParseTargets(bytes).Content.Targets.Select(file => (file.Key, file.Value.Hashes.Prefix)));
        }
    }
}
