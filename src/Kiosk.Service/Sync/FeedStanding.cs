using System.Text.Json;
using System.Text.Json.Serialization;
using Kiosk.Durability;
using Kiosk.Feed.Records;
using Kiosk.Feed.Targets;
using Kiosk.Words;

namespace Kiosk.Service.Sync;

/// <summary>The result of the last sync with the feed; persistent.</summary>
/// <param name="LastTry">By the terminal's clock.</param>
/// <param name="LastSuccess">Time of the last sync without problems; null if there was none.</param>
/// <param name="Expires">The earliest expiry of the trusted metadata; null before the first refresh.</param>
/// <param name="IsWell">Whether the last try succeeded without problems.</param>
/// <param name="Sentence">How the last try ended.</param>
/// <param name="Policy">The signed policy; the default before the first sync.</param>
/// <param name="Fault">Why the last try was not complete.</param>
/// <param name="Releases">The signed list of released versions; null if the feed has none.</param>
/// <param name="Update">The update of this terminal's software that was fetched whole; null if there is none.</param>
internal sealed record FeedStanding(
    DateTimeOffset? LastTry, DateTimeOffset? LastSuccess, DateTimeOffset? Expires, bool IsWell, string Sentence, SyncPolicy Policy, FeedFault Fault = FeedFault.None, IReadOnlyList<Release>? Releases = null, FetchedUpdate? Update = null)
{
    private const int MaxLength = 256 * 1024;

    /// <summary>The sentence in Vietnamese; null where an earlier version wrote the file.</summary>
    public string? Vietnamese { get; init; }

    /// <summary>How the last try ended, in both languages.</summary>
    [JsonIgnore]
    public Phrase Told => new(Vietnamese ?? $"Chi tiết kỹ thuật [{Sentence.TrimEnd('.')}].", Sentence);

    public FeedStanding With(Phrase told) => this with { Sentence = told.English, Vietnamese = told.Vietnamese };

    public static FeedStanding None { get; } = new(null, null, null, IsWell: true, "Nothing was synced yet.", SyncPolicy.Default) { Vietnamese = "Chưa đồng bộ lần nào." };

    public bool IsExpiredAt(DateTimeOffset instant) => Expires <= instant;

    /// <summary>The signed policy's rule after expiry; null before it.</summary>
    /// <param name="rule">Selects the current mode's rule.</param>
    public ExpiredRule? RuleAt(DateTimeOffset instant, Func<ExpiryPolicy, ExpiredRule> rule)
    {
        if (!IsExpiredAt(instant))
        {
            return null;
        }

        return instant - Expires > Policy.Expired.MaxAge ? ExpiredRule.Refuse : rule(Policy.Expired);
    }

    /// <summary>Reads the file; a missing or damaged one counts as no sync yet, and the next sync replaces it.</summary>
    public static FeedStanding Read(string path)
    {
        try
        {
            using var handle = PlainFile.TryOpenOwn(path);
            if (handle is null || RandomAccess.GetLength(handle) > MaxLength)
            {
                return None;
            }

            using var file = new FileStream(handle, FileAccess.Read);
            return JsonSerializer.Deserialize(file, FeedStandingJson.Default.FeedStanding) ?? None;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            return None;
        }
    }

    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Write(string path, IDurableFiles files) => files.Replace(path, JsonSerializer.SerializeToUtf8Bytes(this, FeedStandingJson.Default.FeedStanding));
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, MaxDepth = 16, WriteIndented = true, Converters = [typeof(InstantJsonConverter)])]
[JsonSerializable(typeof(FeedStanding))]
internal sealed partial class FeedStandingJson : JsonSerializerContext;
