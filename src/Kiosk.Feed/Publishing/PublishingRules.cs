namespace Kiosk.Feed.Publishing;

/// <summary>What a publisher keeps.</summary>
/// <param name="Publications">Snapshots of the whole feed whose files stay, so that a terminal in mid-download, or a mirror, finds them. From 1.</param>
/// <param name="Deltas">Day deltas that are offered for each set. 0 offers none.</param>
public sealed record PublishingRules(int Publications, int Deltas)
{
    public static PublishingRules Default { get; } = new(14, 31);
}
