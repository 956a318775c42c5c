using Kiosk.Feed.Metadata;

namespace Kiosk.Feed.Reading;

/// <summary>What a reader trusts of a feed before it looks: at first the root that was handed over, then what it found last time.</summary>
/// <param name="Root">A root's metadata.</param>
/// <param name="Floor">Nothing older is trusted.</param>
public sealed record FeedAnchor(ReadOnlyMemory<byte> Root, FeedVersions Floor);
