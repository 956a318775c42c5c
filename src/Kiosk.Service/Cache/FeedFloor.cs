namespace Kiosk.Service.Cache;

/// <summary>The oldest data that may still serve.</summary>
/// <param name="Generation">Number of the generation.</param>
/// <param name="Timestamp">Version of the timestamp of the feed that it was built from; 0 if it was built without one.</param>
internal sealed record FeedFloor(long Generation, long Timestamp)
{
    public static FeedFloor None { get; } = new(0, 0);
}
