using LiteDB;

namespace Kiosk.Service.Cache.LiteDb;

/// <summary>How tables and rows are called in LiteDB's words.</summary>
internal static class LiteDbCollections
{
    private const string Key = "_id";
    private const string Value = "v";

    /// <summary>LiteDB's names are words: letters, digits and underscores.</summary>
    /// <exception cref="ArgumentException">The table's name is not lower-case letters, digits and hyphens.</exception>
    public static string NameOf(string table) =>
        table.Length > 0 && table.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-')
            ? table.Replace('-', '_')
            : throw new ArgumentException($"\"{table}\" is not the name of a cache table.", nameof(table));

    public static BsonDocument Row(byte[] key, byte[] value) => new() { [Key] = key, [Value] = value };

    /// <exception cref="InvalidCastException">The document is not a row.</exception>
    public static CacheRow ToRow(BsonDocument document) => new(Bytes(document, Key), Bytes(document, Value));

    /// <summary>Where LiteDB keeps what it has not copied into the file yet.</summary>
    public static string LogOf(string path) =>
        Path.Combine(Path.GetDirectoryName(path) ?? "", $"{Path.GetFileNameWithoutExtension(path)}-log{Path.GetExtension(path)}");

    private static byte[] Bytes(BsonDocument document, string name) =>
        document[name] is { IsBinary: true } value ? value.AsBinary : throw new InvalidCastException($"A document has no binary {name}.");
}
