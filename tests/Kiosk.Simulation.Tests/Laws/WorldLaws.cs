using Kiosk.Journal;
using Kiosk.Service.Admission;
using Kiosk.Service.Cache.Rows;
using Kiosk.Simulation.Tests.Actors;

namespace Kiosk.Simulation.Tests.Laws;

/// <summary>What holds after every step.</summary>
internal static class WorldLaws
{
    public static void Check(World world)
    {
        foreach (var site in world.Sites.Where(site => site is { Life: not null, Disk.IsOff: false }))
        {
            Law.Require(
                site.Life!.Journal.LastSequence.Value == (ulong)site.Ledger.Entries.Count,
                Law.NothingLost,
                () => $"{site.Id} counts {site.Life.Journal.LastSequence} records and acknowledged {site.Ledger.Entries.Count}");
            CheckQuorum(site, site.Life);
        }
    }

    /// <summary>The figures on a terminal's screen against the records that it knows of.</summary>
    public static void CheckQuorum(TerminalSite site, TerminalLife life)
    {
        if (Figures(life) is not var (mode, summary, roster))
        {
            return;
        }

        var context = AttendanceBook.ContextOf(mode.Meeting, mode.Session);
        var own = Fold.InsideAt(site.Door, site.Ledger.Entries.Select(entry => entry.Record), context);
        HashSet<string> people = [.. own, .. Fold.Arrived(life.Register.Others.In(context)).Select(person => Convert.ToHexString(person.ToArray()))];
        var counting = people.Count(roster.Contains);
        var (present, quorum) = site.Protections.CountsPeople ? (summary.Present, summary.Quorum!.Present) : CountRecords(site, context);
        Law.Require(
            (present, quorum) == (people.Count, counting),
            Law.QuorumIsFold,
            () => $"{site.Id} shows {present} present and {quorum} for the quorum of {context}, and the records say {people.Count} and {counting}");
    }

    private static (int Present, int Quorum) CountRecords(TerminalSite site, string context)
    {
        var records = site.Ledger.Entries.Count(entry => entry.Record.Context == context && entry.Record.Outcome is JournalOutcome.Admitted or JournalOutcome.AlreadyIn);
        return (records, records);
    }

    /// <returns>Null where there is no meeting, or nothing is in force to read it from.</returns>
    private static (AdmissionMode.AtMeeting Mode, Kiosk.Feed.Attendance.AttendanceSummary Summary, HashSet<string> Roster)? Figures(TerminalLife life)
    {
        if (!life.Cache.IsOpen)
        {
            return null;
        }

        try
        {
            var generation = life.Cache.Current;
            return life.Modes.Resolve(generation, life.Clock.Read().Instant) is AdmissionMode.AtMeeting mode
                ? (mode, life.Register.BookFor(mode, generation).Summarise(), [.. generation.Roster(mode.Meeting.Id).Select(entry => Convert.ToHexString(Pseudonym.ForMeeting(mode.Meeting, entry.Tag).ToArray()))])
                : null;
        }
        catch (Exception e) when (e is CacheException or Service.CheckIn.ModeException or JournalException)
        {
            return null;
        }
    }
}
