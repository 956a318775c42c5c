using System.Text.Json;
using Kiosk.Verification.Reasons;

namespace Kiosk.Journal.Upload;

/// <summary>A passage at another door of a meeting, or a correction of one: one line of JSON, without names.</summary>
/// <param name="Position">Ascending within the meeting at this collector, from 1; <c>after</c> of the next request.</param>
/// <param name="Context">Meeting id ‖ "/" ‖ session id.</param>
/// <param name="Pseudonym">The person in this meeting: 32 bytes, lower-case hexadecimal.</param>
/// <param name="Instant">As the door's own clock has it.</param>
/// <param name="Door">The door's name as its record has it.</param>
/// <param name="Terminal">The terminal that recorded it.</param>
/// <param name="Sequence">The record's number in that terminal's journal.</param>
/// <param name="Counts">What the arrival counts for.</param>
/// <param name="Correction">What the record says if it is no arrival (<see cref="JournalRecord.IsChange"/>); null for an arrival.</param>
/// <param name="Unexcused">True where an absence was noted without a reason; which reason there was is not told.</param>
internal sealed record ArrivalOfOtherDoor(
    ulong Position, string Context, string Pseudonym, DateTimeOffset Instant, string Door, string Terminal, ulong Sequence, JournalCounts Counts, JournalOutcome? Correction = null, bool? Unexcused = null)
{
    /// <summary>In bytes, without the line's end.</summary>
    public const int MaxLength = 2_048;

    public const string ContentType = "application/x-ndjson";

    /// <summary>A line of texts no longer than this is short enough however they are escaped.</summary>
    private const int AlwaysShort = 200;

    /// <summary>Makes the line for a stored frame. What no door could read, as another program under a terminal's key may write it, must not end the stream for all: a door's name is made fit, and the rest is not told.</summary>
    /// <returns>Null if the frame says of nobody where they are, or cannot be told.</returns>
    public static ArrivalOfOtherDoor? Of(ulong position, string terminalId, JournalEntry entry)
    {
        var arrival = entry.Record is { IsPassage: true, Pseudonym.Length: JournalFrame.PseudonymLength } record ? LineOf(position, terminalId, entry, record) : null;
        return arrival is not null && arrival.IsSound() && (arrival.Context.Length + arrival.Door.Length <= AlwaysShort || arrival.Encode().Length <= MaxLength) ? arrival : null;
    }

    /// <returns>One line of JSON, without its end.</returns>
    public byte[] Encode() => JsonSerializer.SerializeToUtf8Bytes(this, UploadJson.Default.ArrivalOfOtherDoor);

    /// <exception cref="FormatException">The line is not an arrival.</exception>
    public static ArrivalOfOtherDoor Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            if (line.Length <= MaxLength && JsonSerializer.Deserialize(line, UploadJson.Default.ArrivalOfOtherDoor) is { } arrival && arrival.IsSound())
            {
                return arrival;
            }
        }
        catch (JsonException)
        {
            // Reported below.
        }

        throw new FormatException("This line is no arrival at another door.");
    }

    private static ArrivalOfOtherDoor LineOf(ulong position, string terminalId, JournalEntry entry, JournalRecord record) => new(
        position,
        record.Context,
        Convert.ToHexStringLower(record.Pseudonym.Span),
        record.Clock.Instant,
        UploadText.Fit(record.Door),
        terminalId,
        entry.Sequence.Value,
        record.Counts,
        record.Outcome is JournalOutcome.Admitted ? null : record.Outcome,
        record is { Outcome: JournalOutcome.Excused, Code: ReasonCode.DeskAbsentUnexcused } ? true : null);

    private bool IsSound() =>
        Position > 0 && Sequence > 0 && (Correction is not { } change || JournalRecord.IsChange(change)) && (Counts & ~JournalFrame.AllCounts) == JournalCounts.Nothing && Context.Contains('/')
        && Pseudonym.Length == 2 * JournalFrame.PseudonymLength && Pseudonym.All(char.IsAsciiHexDigitLower)
        && UploadText.IsInstant(Instant)
        && new[] { Context, Door, Terminal }.All(text => text.Length <= JournalFrame.MaximumTextLength && !text.Any(char.IsControl));
}
