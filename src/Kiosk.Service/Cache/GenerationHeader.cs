using Kiosk.Feed.Metadata;
using Kiosk.Feed.Targets;

namespace Kiosk.Service.Cache;

/// <summary>What a generation says of itself; written last, so that a file that was not finished has none.</summary>
/// <param name="Format">Version of the layout of tables and rows.</param>
/// <param name="BuiltAt">The terminal's clock at the build.</param>
/// <param name="NewestData">The newest thisUpdate among its CRLs, whose signatures were checked, but for those that were dated ahead at the build. Null without any.</param>
/// <param name="Tables">Where each table lies, the newest layer first: a row of an earlier one in the list hides those of the later ones.</param>
/// <param name="Below">The files of other generations that are part of this one.</param>
/// <param name="Sets">The sets of members, meetings and rosters.</param>
/// <param name="Feed">How new a feed was in force when it was built; <see cref="FeedVersions.None"/> where none ever was, null where that was not known.</param>
internal sealed record GenerationHeader(
    int Format,
    long Number,
    DateTimeOffset BuiltAt,
    DateTimeOffset? NewestData,
    CacheCounts Counts,
    IReadOnlyDictionary<string, IReadOnlyList<TableLayer>> Tables,
    IReadOnlyList<LayerReference> Below,
    IReadOnlyList<CachedSet> Sets,
    FeedVersions? Feed = null)
{
    public const int CurrentFormat = 5;

    /// <summary>Whether any row of the table may lie in a file with this or a lower number.</summary>
    public bool ReachesDownTo(string table, long number) => Tables.GetValueOrDefault(table)?.Any(layer => layer.File <= number) is true;

    public IEnumerable<CachedSet> SetsOf(DataClass dataClass) => Sets.Where(set => set.Class == dataClass.Name());
}

/// <summary>What one file holds of a table.</summary>
/// <param name="File">The number of the generation that it was written for.</param>
/// <param name="Rows">Those that say that there is none included.</param>
internal sealed record TableLayer(long File, int Rows);

/// <summary>The file of an earlier generation that a later one goes on using.</summary>
/// <param name="Length">In bytes.</param>
internal sealed record LayerReference(long Number, long Length);
