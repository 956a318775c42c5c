using Kiosk.Collector.Journals;
using Kiosk.Durability;
using Kiosk.Journal.Upload;
using Kiosk.Verification.Reasons;
using Kiosk.Verification.Time;
using Kiosk.Words;

namespace Kiosk.Collector.Pages;

/// <summary>Why a terminal is not ready for the next meeting. One that says nothing of itself is not.</summary>
internal static class TerminalReadiness
{
    private static readonly TimeSpan HeardWithin = TimeSpan.FromHours(1);
    private static readonly TimeSpan ReportedWithin = TimeSpan.FromHours(1);
    private static readonly TimeSpan MaxDataAge = TimeSpan.FromDays(14);
    private static readonly TimeSpan MaxClockError = TimeSpan.FromMinutes(2);

    public static IEnumerable<Phrase> ObjectionsTo(TerminalLine line, TerminalFacts facts, DateTimeOffset now)
    {
        (bool Applies, Phrase Objection)[] collected =
        [
            (now - line.LastHeard > HeardWithin, TerminalWords.NotHeard),
            (line.Missing > 0, TerminalWords.HasGap),
            (facts.Forked.Contains(line.Standing.TerminalId), TerminalWords.HasFork),
            (line.Version is { } version && version != facts.UsualVersion, TerminalWords.OldVersion),
            (line.Reported is null || now - line.Reported.Received > ReportedWithin, TerminalWords.NoState),
        ];
        return [.. collected.Where(one => one.Applies).Select(one => one.Objection), .. line.Reported is { } reported ? ObjectionsTo(reported, facts.Next, now) : []];
    }

    private static IEnumerable<Phrase> ObjectionsTo(ReportedState reported, NextMeeting? next, DateTimeOffset now)
    {
        var state = reported.State;
        foreach (var outage in state.Outages)
        {
            yield return ReasonTable.Find(outage) is { } reason ? TerminalWords.WithoutStop(reason.Meaning) : Phrase.Untranslated(outage);
        }

        (bool Applies, Phrase Objection)[] others =
        [
            (!state.IsReady && state.Outages.Count == 0, TerminalWords.NotReady),
            (!state.IsSigning, TerminalWords.NotSigning),
            (state.ClockTrust == nameof(ClockTrust.FloorOnly), TerminalWords.UnsureClock),
            (reported.ClockError > MaxClockError, TerminalWords.WrongClock(reported.ClockError)),
            (state.DiskFree < DiskSpace.MinFree, TerminalWords.LittleSpace),
            (state.Queue.Parked.Count > 0, TerminalWords.HasRefused),
            (AgeOf(state.Data, now) is { } age && age > MaxDataAge, TerminalWords.OldData),
        ];
        foreach (var (_, objection) in others.Where(one => one.Applies))
        {
            yield return objection;
        }

        if (next is not null && (state.Meetings.FirstOrDefault(meeting => meeting.Id == next.Id) is not { } held ? TerminalWords.NoMeeting : held.Invited != next.Convened ? TerminalWords.OtherRoster(held.Invited, next.Convened) : null) is { } missing)
        {
            yield return missing;
        }
    }

    /// <summary>Time since the newest of a terminal's data; null if it has none.</summary>
    public static TimeSpan? AgeOf(TerminalData? data, DateTimeOffset now) => now - (data?.AsOf ?? data?.BuiltAt);
}
