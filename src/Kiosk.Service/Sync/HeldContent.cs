using Kiosk.Feed.Targets;
using Kiosk.Service.Cache;
using Kiosk.Service.Cache.Rows;

namespace Kiosk.Service.Sync;

/// <summary>What the terminal holds, as far as it can be built upon. Read once after each new generation: opening one reads all that cards are judged by.</summary>
/// <param name="Header">Of the generation that can be built on; null where there is none.</param>
/// <param name="IsInForce">Whether cards are judged by that generation. Where they are not, nobody is served until all that is signed is here: an older state never comes back into force, not even for a part.</param>
/// <param name="Sources">Hashes of the files that trust was made of, by target path; empty where it must be made anew.</param>
/// <param name="Suspect">What lies in files up to this number is fetched anew (<see cref="SuspectFiles"/>).</param>
internal sealed record HeldContent(GenerationHeader? Header, bool IsInForce, IReadOnlyDictionary<string, string> Sources, long Suspect)
{
    public static HeldContent Read(SyncSite site, CancellationToken cancellationToken)
    {
        var suspect = site.Suspects.UpTo();
        var basis = site.Store.TryOpenBasis(cancellationToken);
        using var generation = basis?.Generation;
        var isInForce = basis is { Problem: null };
        return new(generation?.Header, isInForce, isInForce ? SourcesOf(generation!, suspect) : new Dictionary<string, string>(), suspect);
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
