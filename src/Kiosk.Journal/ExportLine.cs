using System.Text.Json;
using System.Text.Json.Serialization;
using Kiosk.Verification.Reasons;

namespace Kiosk.Journal;

/// <summary>The unsealed part of an entry as exported; the order of the properties is the order of the columns.</summary>
/// <param name="Instant">UTC, ISO 8601 with seven decimals.</param>
/// <param name="ClockTrust">In kebab case, as all enumerations here: "floor-only".</param>
/// <param name="Reason">The name of the reason code; for a terminal's own event, the event's name (its context holds the details).</param>
/// <param name="Pseudonym">Lower-case hexadecimal, or empty.</param>
/// <param name="Counts">Words separated by spaces: "quorum voting-base vote", or "nothing".</param>
/// <param name="Sealed">Base64; null unless requested.</param>
internal sealed record ExportLine(
    ulong Sequence,
    string Instant,
    string ClockTrust,
    string ClockFault,
    string Mode,
    string Context,
    string Door,
    string Outcome,
    ushort Code,
    string Reason,
    string Pseudonym,
    string Counts,
    int SealedLength,
    string? Sealed)
{
    public static ExportLine Of(JournalEntry entry, Func<ReasonCode, string> nameOf, bool withSealed)
    {
        var record = entry.Record;
        return new(
            entry.Sequence.Value,
            record.Clock.Instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'"),
            Word(record.Clock.Trust.ToString()),
            Word(record.Clock.Fault.ToString()),
            Word(record.Mode.ToString()),
            record.Context,
            record.Door,
            Word(record.Outcome.ToString()),
            (ushort)record.Code,
            record.Outcome is JournalOutcome.Note ? TerminalNote.Parse(record.Context).Event : nameOf(record.Code),
            Convert.ToHexStringLower(record.Pseudonym.Span),
            string.Join(' ', record.Counts.ToString().Split(", ").Select(Word)),
            record.Sealed.Length,
            withSealed ? Convert.ToBase64String(record.Sealed.Span) : null);
    }

    private static string Word(string name) => JsonNamingPolicy.KebabCaseLower.ConvertName(name);
}

/// <summary>Serializes export lines without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ExportLine))]
internal sealed partial class ExportLineJson : JsonSerializerContext;
