namespace Kiosk.Ui.Screens;

/// <summary>How cache and journal stand.</summary>
/// <param name="Generation">Number of the cache's generation; 0 for none.</param>
/// <param name="DataAge">Of the newest data in the cache; null without any.</param>
/// <param name="Records">In the journal.</param>
/// <param name="Unsent">Of those, how many the registry has not confirmed yet; null where nothing is uploaded.</param>
public sealed record StoreState(long Generation, TimeSpan? DataAge, long Records, long? Unsent = null);
