namespace Kiosk.Service.Sync;

/// <summary>Where a feed comes from: what is wrong with it is said, and mended, differently.</summary>
internal enum FeedOrigin
{
    /// <summary>A web server.</summary>
    Server = 0,

    /// <summary>A stick that somebody carries, who stands before the terminal.</summary>
    Stick,
}
