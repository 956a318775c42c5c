using System.Text.Json.Serialization;
using Kiosk.Words;

namespace Kiosk.Service.Health;

/// <summary>The output of <c>kiosk status</c>; contains no personal data.</summary>
/// <param name="Summary">"ready", or the faults on one line, in English.</param>
/// <param name="Faults">Every reason why no card would be admitted, in both languages; empty when ready.</param>
/// <param name="PagesProblem">Why health, metrics and page are not served on loopback; null if they are.</param>
/// <param name="Upload">Null if the settings name no collector.</param>
/// <param name="NotSigned">Why the newest records are not signed; null if signing works.</param>
/// <param name="Enrolment">Null while the terminal cannot read its own files.</param>
/// <param name="JournalSequence">Sequence number of the last record.</param>
/// <param name="JournalTaps">Number of records of taps; the others are of the terminal itself.</param>
internal sealed record StatusReport(
    bool Ready,
    string Summary,
    string Reader,
    string Mode,
    string? Context,
    PresenceReport? Presence,
    ulong JournalSequence,
    ulong JournalTaps,
    long CacheGeneration,
    double? CacheAgeHours,
    double? RevocationAgeHours,
    Phrase? ListsAhead,
    string ClockTrust,
    long Taps,
    FeedReport Feed,
    IReadOnlyList<TerminalFault> Faults,
    string? PagesProblem = null,
    UploadReport? Upload = null,
    Phrase? NotSigned = null,
    EnrolmentReport? Enrolment = null)
{
    /// <summary>A secret meeting is in progress.</summary>
    public bool NetworkForbidden { get; init; }

    /// <summary>Null unless the terminal is a procedure desk.</summary>
    public DeskReport? Desk { get; init; }

    /// <summary>How many are inside a door without staff, as far as its terminals know of each other; null where nobody counts.</summary>
    public int? Inside { get; init; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(StatusReport))]
internal sealed partial class StatusJson : JsonSerializerContext;
