namespace Kiosk.Service.Sync;

/// <summary>Where a feed comes from; messages and remedies depend on it.</summary>
internal enum FeedOrigin
{
    /// <summary>A web server.</summary>
    Server = 0,

    /// <summary>A USB stick, with its carrier at the terminal.</summary>
    Stick,
}
