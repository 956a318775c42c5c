namespace Kiosk.Feed.Publishing;

/// <summary>Retention rules of a publisher.</summary>
/// <param name="Publications">Number of feed snapshots whose files are kept, so that a terminal in mid-download or a mirror still finds them. At least 1.</param>
/// <param name="Deltas">Number of day deltas offered per set; 0 offers none.</param>
public sealed record PublishingRules(int Publications, int Deltas)
{
    public static PublishingRules Default { get; } = new(14, 31);
}
