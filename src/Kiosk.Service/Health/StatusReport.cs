using System.Text.Json.Serialization;

namespace Kiosk.Service.Health;

/// <summary>What <c>kiosk status</c> prints; no personal data.</summary>
/// <param name="Summary">"ready", or the faults on one line, in English.</param>
/// <param name="Faults">Why no card would be admitted, one by one and in both languages; empty when ready.</param>
/// <param name="PagesProblem">Why health, metrics and page are not served on loopback; null where they are.</param>
/// <param name="JournalSequence">Number of the last record.</param>
/// <param name="JournalTaps">How many records are of taps; the others are of the terminal itself.</param>
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
    string? ListsAhead,
    string ClockTrust,
    long Taps,
    FeedReport Feed,
    IReadOnlyList<TerminalFault> Faults,
    string? PagesProblem = null);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(StatusReport))]
internal sealed partial class StatusJson : JsonSerializerContext;
