namespace Kiosk.Trials.Fuzzing;

/// <summary>How much is mutated, from where the draws begin, and where findings are written.</summary>
/// <param name="Workers">How many cards are judged side by side.</param>
internal sealed record FuzzOptions(long Cards, long Lists, int Seed, string Folder, int Workers)
{
    /// <summary>What takes longer does not come to its end any more.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);
}
