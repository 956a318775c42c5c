using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Kiosk.Words;

namespace Kiosk.Feed.Targets;

/// <summary>The authority's rules for syncing (<see cref="TargetPaths.Policy"/>). A terminal's own settings may be stricter, never laxer.</summary>
/// <param name="Expired">What to do once the signed metadata has expired.</param>
/// <param name="Interval">Time between two polls of the feed, before jitter.</param>
/// <param name="MaxBytesPerHour">Budget if the terminal sets none; null for no limit. Revocation data takes priority.</param>
/// <param name="QuietHours">When only timestamp, snapshot and revocation data are fetched.</param>
public sealed record SyncPolicy(ExpiryPolicy Expired, TimeSpan Interval, long? MaxBytesPerHour, IReadOnlyList<QuietHours> QuietHours)
{
    public const int MaxLength = 64 * 1024;

    private const int MaxQuietHours = 24;

    private static readonly TimeSpan MinInterval = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan MaxInterval = TimeSpan.FromDays(7);
    private static readonly TimeSpan MaxAge = TimeSpan.FromDays(366);

    public static SyncPolicy Default { get; } = new(
        new ExpiryPolicy(ExpiredRule.RecordAndFlag, ExpiredRule.Refuse, ExpiredRule.Refuse, TimeSpan.FromDays(14)),
        TimeSpan.FromMinutes(15),
        MaxBytesPerHour: null,
        QuietHours: []);

    /// <summary>The JSON contract.</summary>
    public static JsonTypeInfo<SyncPolicy> JsonType => SyncPolicyContext.Default.SyncPolicy;

    /// <exception cref="TargetFormatException">The text is not a valid policy; one sentence with the line and column.</exception>
    public static SyncPolicy Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            var policy = JsonSerializer.Deserialize(json, SyncPolicyContext.Default.SyncPolicy) ?? throw new TargetFormatException(new Phrase("giá trị null không có nội dung.", "null says nothing."));
            return policy.Fault() is { } fault ? throw new TargetFormatException(fault) : policy;
        }
        catch (JsonException e)
        {
            throw new TargetFormatException(JsonMistake.In(json, e), e);
        }
    }

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, SyncPolicyContext.Default.SyncPolicy);

    private Phrase? Fault() => this switch
    {
        _ when Interval < MinInterval || Interval > MaxInterval => new("interval không nằm trong khoảng từ một phút đến bảy ngày.", "The interval is not between a minute and seven days."),
        { MaxBytesPerHour: < 1 } => new("maxBytesPerHour nhỏ hơn một byte mỗi giờ.", "The byte budget is less than one byte an hour."),
        _ when Expired.MaxAge < TimeSpan.Zero || Expired.MaxAge > MaxAge => new("greatestAge không nằm trong khoảng từ 0 đến 366 ngày.", "The maximum age of expired metadata is not between 0 and 366 days."),
        { QuietHours.Count: > MaxQuietHours } => new($"quietHours có hơn {MaxQuietHours} mục.", $"There are more than {MaxQuietHours} quiet hours."),
        _ => null,
    };
}

/// <summary>What to do once the metadata has expired, by mode. It is never accepted silently.</summary>
/// <param name="MaxAge">How long after expiry recording and flagging may continue; after that every mode refuses.</param>
public sealed record ExpiryPolicy(ExpiredRule Meeting, ExpiredRule Procedure, ExpiredRule VerifyOnly, [property: JsonPropertyName("greatestAge")] TimeSpan MaxAge);

/// <summary>What to do with a card while the feed has expired.</summary>
public enum ExpiredRule
{
    Refuse = 0,
    RecordAndFlag,
}

/// <summary>A daily period in Vietnam time; it spans midnight if <paramref name="To"/> is not later than <paramref name="From"/>.</summary>
public sealed record QuietHours(TimeOnly From, TimeOnly To)
{
    public bool Contains(TimeOnly time) => time.IsBetween(From, To);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Strict, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, MaxDepth = 8, Converters = [typeof(Records.EnumJsonConverter<ExpiredRule>)])]
[JsonSerializable(typeof(SyncPolicy))]
internal sealed partial class SyncPolicyContext : JsonSerializerContext;
