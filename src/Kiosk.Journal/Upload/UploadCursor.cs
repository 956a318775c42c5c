using System.Text.Json.Serialization;

namespace Kiosk.Journal.Upload;

/// <summary>Where sending the journal has come to. Advanced only by the collector's answers, so that whatever was lost on the way is sent again.</summary>
/// <param name="Contiguous">The last record up to which the collector holds everything.</param>
/// <param name="Next">The record that is sent next; later than the one after <paramref name="Contiguous"/> if batches in between are parked.</param>
/// <param name="LiveFrom">The first record of a meeting that is sent before older ones; 0 if there is none.</param>
/// <param name="LiveThrough">The last record of that meeting that the collector holds.</param>
/// <param name="Parked">Batches that the collector refused, oldest first; they are sent again from time to time.</param>
internal sealed record UploadCursor(ulong Contiguous, ulong Next, ulong LiveFrom, ulong LiveThrough, IReadOnlyList<ParkedBatch> Parked)
{
    public static UploadCursor Start { get; } = new(0, 1, 0, 0, []);

    /// <summary>Whether the collector holds some records of a meeting in progress, and older ones are still to be sent.</summary>
    [JsonIgnore]
    public bool IsLive => LiveFrom > 0;

    [JsonIgnore]
    public ulong ParkedRecords => Parked.Aggregate(0UL, (sum, batch) => sum + batch.Count);

    /// <summary>The records that the collector has not confirmed.</summary>
    /// <param name="last">Number of the last record.</param>
    public ulong Unsent(ulong last)
    {
        var sent = Next - 1 + (IsLive ? LiveThrough + 1 - LiveFrom : 0);
        return last - Math.Min(last, sent - Math.Min(sent, ParkedRecords));
    }

    /// <summary>Lets records of a meeting go before older ones.</summary>
    /// <param name="sequence">The first of them.</param>
    public UploadCursor BeginLive(ulong sequence) => IsLive || sequence <= Next ? this : this with { LiveFrom = sequence, LiveThrough = sequence - 1 };

    /// <summary>The collector stored these records.</summary>
    /// <param name="contiguous">As it answered.</param>
    public UploadCursor Stored(ulong first, ulong last, ulong contiguous)
    {
        var stored = this with { Contiguous = contiguous, Parked = [.. Parked.Where(batch => batch.First < first || batch.Last > last).Where(batch => batch.Last > contiguous)] };
        stored = IsLive && first == LiveThrough + 1 && last >= first ? stored with { LiveThrough = last }
            : first <= Next && last >= Next ? stored with { Next = last + 1 }
            : stored;
        return stored.Joined();
    }

    /// <summary>The collector refused these records.</summary>
    public UploadCursor Park(ParkedBatch batch)
    {
        if (Parked.Any(one => one.First == batch.First))
        {
            return this with { Parked = [.. Parked.Select(one => one.First == batch.First ? batch with { Since = one.Since } : one)] };
        }

        var parked = this with { Parked = [.. Parked, batch] };
        parked = IsLive && batch.First == LiveThrough + 1 ? parked with { LiveThrough = batch.Last } : parked with { Next = Math.Max(Next, batch.Last + 1) };
        return parked.Joined();
    }

    // The two runs meet; or the collector holds less than it said, or more than was sent from here.
    private UploadCursor Joined()
    {
        var joined = Contiguous >= Next ? this with { Next = Contiguous + 1 } : this;
        joined = joined.IsLive && joined.Next >= LiveFrom ? joined with { Next = Math.Max(joined.Next, LiveThrough + 1), LiveFrom = 0, LiveThrough = 0 } : joined;
        return joined.Contiguous + 1 < joined.Next && !joined.Parked.Any(batch => batch.First <= joined.Contiguous + 1 && joined.Contiguous < batch.Last)
            ? joined with { Next = joined.Contiguous + 1, LiveFrom = 0, LiveThrough = 0 }
            : joined;
    }
}

/// <summary>A batch that the collector refused.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The collector's reason; null if it gave none.</param>
/// <param name="Since">By the terminal's clock.</param>
internal sealed record ParkedBatch(ulong First, ulong Last, int Status, string? Code, DateTimeOffset Since)
{
    [JsonIgnore]
    public ulong Count => Last + 1 - First;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(UploadCursor))]
internal sealed partial class UploadCursorJson : JsonSerializerContext;
