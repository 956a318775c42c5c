namespace Kiosk.Ui.Screens;

/// <summary>State of cache and journal.</summary>
/// <param name="Generation">The cache's generation; 0 for none.</param>
/// <param name="DataAge">Age of the newest data in the cache; null if there is none.</param>
/// <param name="Records">Number of taps in the journal.</param>
/// <param name="Unsent">How many of them the registry has not confirmed yet; null if nothing is uploaded.</param>
/// <param name="IsUnsigned">Whether the newest records cannot be signed.</param>
public sealed record StoreState(long Generation, TimeSpan? DataAge, long Records, long? Unsent = null, bool IsUnsigned = false);
