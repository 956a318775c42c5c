using LiteDB;

namespace Kiosk.Service.Cache.LiteDb;

/// <summary>A cache file in LiteDB's words: one collection of documents, each of a number and bytes.</summary>
internal static class LiteDbDocuments
{
    /// <summary>Number of a block → its rows (<see cref="PackedRows"/>); the last is the directory (<see cref="CacheDirectory"/>).</summary>
    public const string Blocks = "blocks";

    public const string Id = "_id";
    private const string Bytes = "v";

    public static BsonDocument Of(BsonValue id, byte[] bytes) => new() { [Id] = id, [Bytes] = bytes };

    /// <exception cref="InvalidCastException">The document holds none.</exception>
    public static byte[] BytesOf(BsonDocument document) =>
        document[Bytes] is { IsBinary: true } value ? value.AsBinary : throw new InvalidCastException($"A document has no {Bytes}.");
}
