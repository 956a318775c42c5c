using System.Text.Json;
using System.Text.Json.Serialization;
using Kiosk.Feed.Metadata;
using Kiosk.Feed.Records;
using Kiosk.Feed.Targets;

namespace Kiosk.Collector.Roll;

/// <summary>The list of terminals as a file.</summary>
/// <param name="ReadAt">Null before anything was read.</param>
/// <param name="Root">The newest trusted root of the feed.</param>
/// <param name="Versions">Nothing older is read again.</param>
/// <param name="Terminals">Every enrolment of every province.</param>
/// <param name="Authorities">The CAs of collectors; null in a file of an earlier version.</param>
internal sealed record RollFile(DateTimeOffset? ReadAt, byte[]? Root, FeedVersions Versions, IReadOnlyList<TerminalRecord> Terminals, IReadOnlyList<AuthorityRecord>? Authorities = null)
{
    private readonly Lazy<Dictionary<string, TerminalRecord>> byKey = new(() => Terminals.ToDictionary(record => Convert.ToHexString(TerminalRows.KeyOf(record)), StringComparer.Ordinal));

    public static RollFile Empty { get; } = new(null, null, FeedVersions.None, []);

    /// <exception cref="JsonException">It is not such a file.</exception>
    /// <exception cref="RecordException">A record breaks a rule.</exception>
    public static RollFile Parse(ReadOnlySpan<byte> json)
    {
        var parsed = JsonSerializer.Deserialize(json, RollJson.Default.RollFile) ?? throw new JsonException("null says nothing");
        TerminalRows.Of(parsed.Terminals);
        AuthorityRows.Of(parsed.Authorities ?? []);
        return parsed;
    }

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, RollJson.Default.RollFile);

    /// <param name="subjectPublicKeyInfo">Of the key that the terminal signs with, DER.</param>
    /// <returns>Null if the list does not know that key.</returns>
    public TerminalRecord? Find(string id, ReadOnlySpan<byte> subjectPublicKeyInfo) => byKey.Value.GetValueOrDefault(Convert.ToHexString(TerminalRows.KeyOf(id, subjectPublicKeyInfo)));

    /// <summary>Whether the desk revoked any.</summary>
    [JsonIgnore]
    public bool HasRevokedAuthorities => Authorities?.Any(one => one.Revoked is not null) is true;

    /// <param name="subjectPublicKeyInfo">Of a CA, DER.</param>
    /// <returns>Null unless the desk revoked it.</returns>
    public AuthorityRecord? RevokedAuthority(ReadOnlySpan<byte> subjectPublicKeyInfo)
    {
        foreach (var authority in (Authorities ?? []).Where(one => one.Revoked is not null))
        {
            if (authority.SubjectPublicKeyInfo().AsSpan().SequenceEqual(subjectPublicKeyInfo))
            {
                return authority;
            }
        }

        return null;
    }

    /// <summary>Whether the desk lists a terminal as enrolled, by whatever key.</summary>
    public bool IsEnrolled(string id) => Terminals.Any(record => record.Id == id && record.Revoked is null);

    /// <summary>Why none of a terminal's keys is good any more; null while one is, or if the list does not know it.</summary>
    public TerminalRevocation? RevocationOf(string id) =>
        Terminals.Where(record => record.Id == id).ToList() is { Count: > 0 } own && own.All(record => record.Revoked is not null) ? own.Select(record => record.Revoked!).MaxBy(revoked => revoked.At) : null;
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Strict, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, RespectRequiredConstructorParameters = true, MaxDepth = 8, Converters = [typeof(InstantJsonConverter)])]
[JsonSerializable(typeof(RollFile))]
internal sealed partial class RollJson : JsonSerializerContext;
