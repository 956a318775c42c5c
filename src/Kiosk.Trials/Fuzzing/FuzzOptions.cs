namespace Kiosk.Trials.Fuzzing;

/// <summary>The number of mutations, the seed, and the folder for findings.</summary>
/// <param name="Workers">Number of parallel workers.</param>
internal sealed record FuzzOptions(long Cards, long Lists, int Seed, string Folder, int Workers)
{
    /// <summary>The time after which a read or check counts as hung.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);
}
