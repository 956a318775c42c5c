using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kiosk.Collector.Events;
using Kiosk.Collector.Journals;
using Kiosk.Collector.Storage;
using Kiosk.Journal;
using Kiosk.Verification.Reasons;

namespace Kiosk.Collector.Webhooks;

/// <summary>Writes down what endpoints have to be told of frames, in the transaction that stores these.</summary>
internal sealed class WebhookOutbox(IReadOnlyList<WebhookEndpoint> endpoints)
{
    /// <summary>What the names of a support desk's reasons begin with (docs/reasons.md).</summary>
    private const string ByHandPrefix = "desk.";

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>For a collector that tells nobody.</summary>
    public static WebhookOutbox None { get; } = new([]);

    public async Task AddAsync(TerminalTransaction transaction, IReadOnlyList<VerifiedFrame> frames, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (endpoints.Count == 0)
        {
            return;
        }

        var journal = transaction.Standing.Journal;
        await transaction.AddToOutboxAsync(
            [
                .. from frame in frames
                   let name = EventOf(frame.Entry.Record)
                   where name is not null
                   from endpoint in endpoints
                   where endpoint.Events.Contains(name)
                   select EntryOf(journal, frame.Entry, name, endpoint, now),
            ],
            cancellationToken);
    }

    /// <summary>The event that a meeting is over.</summary>
    public IReadOnlyList<OutboxEntry> ClosingOf(string meeting, DateTimeOffset closed, DateTimeOffset now) =>
    [
        .. endpoints.Where(endpoint => endpoint.Events.Contains(WebhookEvents.MeetingClosed)).Select(endpoint => new OutboxEntry(
            "", meeting, endpoint.Name, WebhookEvents.MeetingClosed, meeting, default, new JsonObject { ["event"] = WebhookEvents.MeetingClosed, ["meeting"] = meeting, ["occurred"] = Instant(closed) }.ToJsonString(Readable), now, 0, now, IsDead: false, "")),
    ];

    private static string? EventOf(JournalRecord record) => record switch
    {
        { Mode: JournalMode.Meeting, Outcome: JournalOutcome.Admitted } => WebhookEvents.CheckIn,
        { Mode: JournalMode.Meeting, Outcome: JournalOutcome.Reverted } => WebhookEvents.Reverted,
        { Mode: JournalMode.Procedure, Outcome: JournalOutcome.Admitted } => WebhookEvents.ProcedureReceived,
        { Mode: JournalMode.Terminal, Outcome: JournalOutcome.Note } when IsAlarm(record) => WebhookEvents.Alarm,
        _ => null,
    };

    private static bool IsAlarm(JournalRecord record) => record.Context.StartsWith(TerminalNote.AlarmPrefix, StringComparison.Ordinal);

    private static OutboxEntry EntryOf(string journal, JournalEntry entry, string name, WebhookEndpoint endpoint, DateTimeOffset now)
    {
        var record = entry.Record;
        var body = new JsonObject { ["event"] = name, ["terminal"] = JournalName.TerminalOf(journal), ["sequence"] = entry.Sequence.Value, ["door"] = record.Door, ["occurred"] = Instant(record.Clock.Instant) };
        var meeting = "";
        if (record.Mode is JournalMode.Meeting)
        {
            var parts = record.Context.Split('/', 2);
            meeting = parts[0];
            (body["meeting"], body["session"], body["countsForQuorum"]) = (meeting, parts.ElementAtOrDefault(1), record.Counts.HasFlag(JournalCounts.Quorum));
            if (name == WebhookEvents.CheckIn)
            {
                body["means"] = MeansOf(record);
            }
        }
        else if (record.Mode is JournalMode.Terminal)
        {
            body["alarm"] = TerminalNote.Parse(record.Context).Event[TerminalNote.AlarmPrefix.Length..];
        }
        else
        {
            body["procedure"] = record.Context;
        }

        var id = entry.Sequence.Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
        // A procedure's pseudonym is the terminal's own and tells nobody anything.
        return new(journal, id, endpoint.Name, name, meeting, meeting.Length > 0 ? record.Pseudonym : default, body.ToJsonString(Readable), now, 0, now, IsDead: false, "");
    }

    private static string MeansOf(JournalRecord record) => record switch
    {
        { Counts: var counts } when counts.HasFlag(JournalCounts.ByInvitation) => "invitation",
        { Code: var code } when ReasonTable.NameOf(code).StartsWith(ByHandPrefix, StringComparison.Ordinal) => "hand",
        _ => "card",
    };

    private static string Instant(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", System.Globalization.CultureInfo.InvariantCulture);
}
