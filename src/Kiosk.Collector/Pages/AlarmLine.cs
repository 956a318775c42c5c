using Kiosk.Collector.Journals;
using Kiosk.Journal;
using Kiosk.Words;

namespace Kiosk.Collector.Pages;

/// <summary>An alarm of a terminal's door as the page shows it.</summary>
/// <param name="End">Null while it is on, as far as was collected.</param>
/// <param name="IsAcknowledged">An operator's card ended it.</param>
internal sealed record AlarmLine(string Terminal, string Door, Phrase What, DateTimeOffset Begin, DateTimeOffset? End, bool IsAcknowledged)
{
    /// <param name="frames">Alarms' notes of all terminals, the newest first.</param>
    /// <returns>The newest first.</returns>
    public static IReadOnlyList<AlarmLine> Of(IReadOnlyList<CollectedFrame> frames)
    {
        var lines = new List<AlarmLine>();
        var later = new Dictionary<string, (JournalRecord End, bool IsAcknowledged)>(StringComparer.Ordinal);
        foreach (var frame in frames)
        {
            var record = frame.Entry.Record;
            switch (TerminalNote.Parse(record.Context).Event)
            {
                case TerminalNote.AlarmEnded:
                    later[frame.TerminalId] = (record, later.TryGetValue(frame.TerminalId, out var known) && known.IsAcknowledged);
                    break;
                case TerminalNote.AlarmAcknowledged:
                    later[frame.TerminalId] = later.TryGetValue(frame.TerminalId, out var end) ? end with { IsAcknowledged = true } : (record, IsAcknowledged: true);
                    break;
                case TerminalNote.AlarmTampered:
                    lines.Add(new(frame.TerminalId, record.Door, TerminalWords.Tampered, record.Clock.Instant, End: null, IsAcknowledged: false));
                    break;
                case var name:
                    var isOver = later.Remove(frame.TerminalId, out var over);
                    lines.Add(new(frame.TerminalId, record.Door, WhatOf(name), record.Clock.Instant, isOver ? over.End.Clock.Instant : null, isOver && over.IsAcknowledged));
                    break;
            }
        }

        return lines;
    }

    private static Phrase WhatOf(string name) => name switch
    {
        TerminalNote.AlarmHeldOpen => TerminalWords.HeldOpen,
        TerminalNote.AlarmForcedOpen => TerminalWords.ForcedOpen,
        _ => TerminalWords.OtherAlarm,
    };
}
