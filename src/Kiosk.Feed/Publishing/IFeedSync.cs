namespace Kiosk.Feed.Publishing;

/// <summary>Makes written files survive a power cut. Both methods throw <see cref="IOException"/> if the sync fails.</summary>
public interface IFeedSync
{
    /// <summary>Syncs a file that was written and closed.</summary>
    void Sync(string path);

    /// <summary>Syncs a folder's entries.</summary>
    void SyncFolder(string path);
}

/// <summary>Does nothing; for trees that can be recreated, as in demos and tests.</summary>
public sealed class NoFeedSync : IFeedSync
{
    public void Sync(string path)
    {
    }

    public void SyncFolder(string path)
    {
    }
}
