using System.Text.Json;
using System.Text.Json.Serialization;
using Kiosk.Words;

namespace Kiosk.Feed.Targets;

/// <summary>Converts a set file's description to and from a target's <c>custom</c> data (TUF 1.0, 4.5).</summary>
public static class SetTargetJson
{
    private const int MaxLength = 4096;
    private const string Identity = "identity";
    private const string Brotli = "br";

    public static JsonElement Write(SetTarget target)
    {
        var (state, packing, delta) = (target.Result, target.Packing, target as SetTarget.Delta);
        return JsonSerializer.SerializeToElement(
            new SetDescription(
                state.Province.Text,
                state.DataClass.Name(),
                state.Version,
                state.Rows,
                state.Depth,
                state.Hash.ToString(),
                packing.Encoding is SetEncoding.Brotli ? Brotli : Identity,
                packing.Size,
                delta?.From,
                delta?.FromHash.ToString(),
                delta?.Changes,
                state.Epoch == 0 ? null : state.Epoch),
            SetDescriptionContext.Default.SetDescription);
    }

    /// <summary>Whether an earlier version of this program described the set, by a hash that this one does not compute.</summary>
    public static bool IsOutdated(JsonElement custom) => custom.ValueKind is JsonValueKind.Object && custom.TryGetProperty("setHash", out _) && !custom.TryGetProperty("depth", out _);

    /// <param name="path">The target path, which must be the one the description implies.</param>
    /// <param name="length">The target's signed length.</param>
    /// <exception cref="TargetFormatException">The data does not describe a set file, or describes one of another path.</exception>
    public static SetTarget Parse(string path, long length, JsonElement custom)
    {
        var described = Deserialize(path, custom);
        return StateOf(described) is { } state
            && PackingOf(described, length) is { } packing
            && Create(described, state, packing) is { } target
            && target.Path == path
                ? target
                : throw new TargetFormatException($"{path}: the description is invalid, or that of another file.");
    }

    private static SetDescription Deserialize(string path, JsonElement custom)
    {
        if (IsOutdated(custom))
        {
            throw new TargetFormatException(new Phrase(
                $"{path} do phiên bản cũ của chương trình phát hành; cần phát hành lại bằng phiên bản hiện tại.",
                $"{path} was published by an earlier version of this program; it has to be published again with the current one."));
        }

        try
        {
            return custom.ValueKind is JsonValueKind.Object && custom.GetRawText().Length <= MaxLength
                ? custom.Deserialize(SetDescriptionContext.Default.SetDescription)!
                : throw new TargetFormatException($"{path}: the description is not a JSON object of at most {MaxLength} characters.");
        }
        catch (JsonException e)
        {
            throw new TargetFormatException($"{path}: the description is not that of a set's file: {JsonMistake.Shape(e)}", e);
        }
    }

    private static SetState? StateOf(SetDescription described) =>
        ProvinceCode.TryParse(described.Province, out var province)
        && DataClasses.Named(described.Class) is var dataClass and not DataClass.None
        && SetHash.TryParse(described.SetHash, out var hash)
        && described is { Version: > 0, Rows: >= 0 and <= DataClasses.MaxRowCount, Epoch: null or > 0 }
        && described.Epoch is not null == dataClass.IsSealed()
        && SetShape.IsDepth(dataClass, described.Depth)
            ? new(province, dataClass, described.Version, described.Rows, described.Depth, hash, described.Epoch ?? 0)
            : null;

    private static SetPacking? PackingOf(SetDescription described, long length) => described switch
    {
        { Size: <= 0 or > SetPacking.MaxSize } => null,
        { Encoding: Brotli } => new(SetEncoding.Brotli, described.Size, length),
        { Encoding: Identity } when described.Size == length => new(SetEncoding.Identity, described.Size, length),
        _ => null,
    };

    private static SetTarget? Create(SetDescription described, SetState state, SetPacking packing) => described switch
    {
        { From: null, FromHash: null, Changes: null } => new SetTarget.Snapshot(state, packing),
        { From: { } from and > 0, Changes: { } changes and >= 0 and <= DataClasses.MaxRowCount }
            when from < described.Version && SetHash.TryParse(described.FromHash, out var fromHash) =>
            new SetTarget.Delta(from, fromHash, changes, state, packing),
        _ => null,
    };
}

/// <summary>The JSON representation.</summary>
internal sealed record SetDescription(
    string Province,
    string Class,
    long Version,
    int Rows,
    int Depth,
    string SetHash,
    string Encoding,
    long Size,
    long? From = null,
    string? FromHash = null,
    int? Changes = null,
    int? Epoch = null);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Strict, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, MaxDepth = 2)]
[JsonSerializable(typeof(SetDescription))]
internal sealed partial class SetDescriptionContext : JsonSerializerContext;
