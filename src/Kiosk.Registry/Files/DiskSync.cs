using Kiosk.Durability;
using Kiosk.Feed.Publishing;

namespace Kiosk.Registry.Files;

/// <summary>Makes a file that is never rewritten complete under its name even after a power cut.</summary>
internal sealed class DiskSync : IFeedSync
{
    private readonly DurableFiles files = new();

    /// <inheritdoc/>
    public void Sync(string path) => files.Sync(path);

    /// <inheritdoc/>
    public void SyncFolder(string path) => files.SyncFolder(path);
}
