using System.Text.Json.Serialization;
using Kiosk.Feed.Targets;
using Kiosk.Service.Cache;

namespace Kiosk.Benchmarks;

/// <summary>One delta, serialized for the child process.</summary>
internal sealed record DeltaStep(string Path, long Length, long From, string FromHash, int Changes, long Version, int Rows, int Depth, string Hash)
{
    public static DeltaStep Of(SetChangeFiles change)
    {
        var (target, path) = ((SetTarget.Delta)change.Steps[0].Target, change.Steps[0].Path);
        return new(path, target.Packing.Size, target.From, target.FromHash.ToString(), target.Changes, target.Result.Version, target.Result.Rows, target.Result.Depth, target.Result.Hash.ToString());
    }

    public SetChangeFiles ToChange() => new([new(
        new SetTarget.Delta(From, SyncBench.HashOf(FromHash), Changes, new(ProvinceCode.Parse("01"), DataClass.Members, Version, Rows, Depth, SyncBench.HashOf(Hash), Epoch: 1), new(SetEncoding.Identity, Length, Length)),
        Path)]);
}

/// <summary>The JSON form of the benchmarks' plans.</summary>
[JsonSerializable(typeof(List<DeltaStep>))]
internal sealed partial class BenchJson : JsonSerializerContext;
