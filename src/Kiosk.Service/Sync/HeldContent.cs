using Kiosk.Feed.Targets;
using Kiosk.Service.Cache;
using Kiosk.Service.Cache.Rows;

namespace Kiosk.Service.Sync;

/// <summary>The content that the next generation can build on. Read once per generation, because opening one reads all its trust data.</summary>
/// <param name="Header">The header of that generation; null if there is none.</param>
/// <param name="IsInForce">Whether that generation is in force. If not, the terminal is out of service until a complete sync: older content never returns to force, not even in part.</param>
/// <param name="Sources">Hashes of the files that the trust data was built from, by target path; empty if it must be rebuilt.</param>
/// <param name="Suspect">Content of files up to this number is fetched again (<see cref="SuspectFiles"/>).</param>
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

    /// <returns>Null if the whole set must be fetched.</returns>
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
            // Damaged: rebuild everything.
            return new Dictionary<string, string>();
        }
    }
}
