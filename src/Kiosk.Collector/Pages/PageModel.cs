using Kiosk.Collector.Accounts;
using Kiosk.Collector.Journals;
using Kiosk.Collector.People;
using Kiosk.Feed.Tokens;
using Kiosk.Journal;
using Kiosk.Words;

namespace Kiosk.Collector.Pages;

/// <summary>What one page shows. Razor components are public and what they show is not: a component takes this, and looks at its own case.</summary>
public abstract record PageModel
{
    private PageModel()
    {
    }

    internal sealed record Meetings(IReadOnlyList<KnownMeeting> All) : PageModel;

    /// <param name="Names">Of those to review, by pseudonym; empty for one who may not see them.</param>
    internal sealed record Figures(MeetingPicture Picture, IReadOnlyDictionary<string, string> Names) : PageModel;

    /// <param name="Rows">Those of the page.</param>
    /// <param name="Total">All that the filter lets through.</param>
    /// <param name="DetailsOf">What the desk sealed beside a line; null if nothing.</param>
    /// <param name="Answer">To an act; null if there was none.</param>
    internal sealed record People(MeetingPicture Picture, PeopleFilter Filter, IReadOnlyList<PeopleRow> Rows, int Total, Func<PeopleRow, SealedDetails?> DetailsOf, Phrase? Answer) : PageModel;

    /// <param name="Next">The next meeting; null if there is none soon.</param>
    internal sealed record Terminals(IReadOnlyList<TerminalLine> Lines, IReadOnlyList<AlarmLine> Alarms, KnownMeeting? Next, DateTimeOffset Now) : PageModel;

    internal sealed record Rehearsal(MeetingRehearsal Sheet) : PageModel;

    internal sealed record Procedures(IReadOnlyList<ProcedureCount> Counts) : PageModel;

    /// <param name="Gaps">Terminals with batches that wait for missing records.</param>
    /// <param name="Refused">What was refused, as either end says.</param>
    internal sealed record Forks(IReadOnlyList<ForkAlarm> Alarms, IReadOnlyList<TerminalStanding> Gaps, IReadOnlyList<RefusedLine> Refused) : PageModel;

    internal sealed record Looks(IReadOnlyList<Look> All) : PageModel;

    /// <param name="Text">As it was entered.</param>
    /// <param name="Judgement">Null before anything was.</param>
    internal sealed record Receipt(string Text, ReceiptJudgement? Judgement) : PageModel;
}
