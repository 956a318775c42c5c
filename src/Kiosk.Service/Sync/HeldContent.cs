using Kiosk.Feed.Targets;
using Kiosk.Service.Cache;

namespace Kiosk.Service.Sync;

/// <summary>What the terminal holds, as far as it can be built upon. Read once after each new generation: opening one reads all that cards are judged by.</summary>
/// <param name="Header">Of the generation in force; null where there is none.</param>
/// <param name="Sources">Hashes of the files that trust was made of, by target path; empty where it must be made anew.</param>
/// <param name="Suspect">What lies in files up to this number is fetched anew (<see cref="SuspectFiles"/>).</param>
internal sealed record HeldContent(GenerationHeader? Header, IReadOnlyDictionary<string, string> Sources, long Suspect)
{
    public bool IsThere => Header is not null;

    public static HeldContent Read(SyncSite site, CancellationToken cancellationToken)
    {
        var suspect = site.Suspects.UpTo();
        using var generation = site.Store.TryOpen(cancellationToken);
        return new(generation?.Header, generation is null ? new Dictionary<string, string>() : SourcesOf(generation, suspect), suspect);
    }

    /// <returns>Null where the set must be fetched whole.</returns>
    public SetHash? HashOf(ProvinceCode province, DataClass dataClass) =>
        Header?.Sets.FirstOrDefault(set => set.Class == dataClass.Name() && set.Province == province.Text) is { } held
        && !Header.ReachesDownTo(held.Table, Suspect)
        && !Header.ReachesDownTo(held.DigestTable, Suspect)
        && SetHash.TryParse(held.Hash, out var hash)
            ? hash
            : null;

    private static IReadOnlyDictionary<string, string> SourcesOf(CacheGeneration generation, long suspect)
    {
        try
        {
            return GenerationTables.Trust.Any(table => generation.Header.ReachesDownTo(table, suspect)) ? new Dictionary<string, string>() : TrustWriter.ReadSources(generation);
        }
        catch (CacheException)
        {
            // Damaged: all of it is made anew.
            return new Dictionary<string, string>();
        }
    }
}
