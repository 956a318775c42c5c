using Kiosk.Feed.Targets;

namespace Kiosk.Service.Cache;

/// <summary>One set of a generation: a table of rows and, where it came from a feed, the digests that its hash is over.</summary>
/// <param name="Class">The name of its <see cref="DataClass"/>.</param>
/// <param name="Province">The province's code; empty for what was built from a folder.</param>
/// <param name="Version">As the feed counts; 0 without a feed.</param>
/// <param name="Depth">The number of key bits that divide it into buckets (<see cref="SetShape"/>).</param>
/// <param name="Hash">The hash of the whole set in lower-case hex; empty without a feed.</param>
/// <param name="Epoch">Of the key that the rows are sealed under; 0 for a class in clear.</param>
internal sealed record CachedSet(string Class, string Province, long Version, int Rows, int Depth, string Hash, int Epoch)
{
    public string Table => Province.Length == 0 ? Class : $"{Class}-{Province}";

    /// <summary>The digests of its buckets and groups (<see cref="SetDigests"/>); there is none without a feed.</summary>
    public string DigestTable => $"digest-{Table}";

    public SetShape Shape => new(DataClasses.Named(Class), Depth);

    public static CachedSet Of(SetState state) => new(state.DataClass.Name(), state.Province.Text, state.Version, state.Rows, state.Depth, state.Hash.ToString(), state.Epoch);
}
