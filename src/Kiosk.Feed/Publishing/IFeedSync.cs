namespace Kiosk.Feed.Publishing;

/// <summary>Makes what was written survive a power cut. Both throw <see cref="IOException"/> when the disk refuses.</summary>
public interface IFeedSync
{
    /// <summary>Syncs a file that was written and closed.</summary>
    void Sync(string path);

    /// <summary>Syncs a folder's entries.</summary>
    void SyncFolder(string path);
}

/// <summary>For trees that can be made again: demonstrations and tests.</summary>
public sealed class NoFeedSync : IFeedSync
{
    public void Sync(string path)
    {
    }

    public void SyncFolder(string path)
    {
    }
}
