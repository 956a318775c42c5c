namespace Kiosk.Feed.Targets;

/// <summary>A province's set at one version.</summary>
/// <param name="Version">From 1.</param>
/// <param name="Depth">The number of key bits that divide it into buckets (<see cref="SetShape"/>).</param>
/// <param name="Hash">Hash of the complete set (<see cref="SetDigest"/>); must be computed and compared before the set is used.</param>
/// <param name="Epoch">Of the audience key that the rows are sealed under, from 1; 0 for a class in clear (<see cref="DataClasses.IsSealed"/>).</param>
public sealed record SetState(ProvinceCode Province, DataClass DataClass, long Version, int Rows, int Depth, SetHash Hash, int Epoch = 0)
{
    public SetShape Shape => new(DataClass, Depth);
}
