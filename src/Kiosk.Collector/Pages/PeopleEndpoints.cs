using Kiosk.Collector.Accounts;
using Kiosk.Collector.Desk;
using Kiosk.Collector.Pages.Components;
using Kiosk.Collector.People;
using Kiosk.Collector.SignIn;
using Kiosk.Collector.Storage;
using Kiosk.Feed.Records;
using Kiosk.Journal;
using Kiosk.Verification.Reasons;
using Kiosk.Words;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kiosk.Collector.Pages;

/// <summary>A meeting's list, and the acts of its support desk.</summary>
internal sealed class PeopleEndpoints(PageParts parts, MeetingBoard board, LookLog looks)
{
    private const int MaxNoteLength = 200;
    private const int MaxNameLength = 120;

    private readonly DeskDetails details = new(parts.Desk.Journal);

    public void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/meetings/{meeting}/people", ShowAsync).RequireAuthorization(AccountRoles.SeesNames);
        pages.MapPost("/meetings/{meeting}/people/{pseudonym:length(64)}/{act}", ActAsync).AddEndpointFilter(PageSecurity.CheckFormAsync).RequireAuthorization(AccountRoles.Acts);
        pages.MapPost("/meetings/{meeting}/guests", LetInAsync).AddEndpointFilter(PageSecurity.CheckFormAsync).RequireAuthorization(AccountRoles.Acts);
    }

    private async Task<IResult> ShowAsync(HttpContext context, string meeting, string? session)
    {
        if (await board.FindAsync(meeting, session, context.RequestAborted) is not { Known: not null } picture)
        {
            return Results.NotFound();
        }

        return await ListAsync(context, picture, PeopleFilter.Of(context.Request.Query), DidIn(context.Request.Query));
    }

    private async Task<IResult> ListAsync(HttpContext context, MeetingPicture picture, PeopleFilter filter, Phrase? answer)
    {
        await looks.RecordAsync(context.User.Identity!.Name!, picture.Meeting, $"{filter} session={picture.SessionId}", context.RequestAborted);
        var frames = (await parts.Journals.ArrivalsAsync(picture.Meeting, context.RequestAborted)).Where(frame => frame.TerminalId == parts.Desk.Journal.TerminalId).ToDictionary(frame => (frame.Entry.Sequence.Value, frame.Entry.Record.Clock.Instant));
        SealedDetails? DetailsOf(Attendance.DoorArrival? arrival) =>
            arrival is not null && arrival.TerminalId == parts.Desk.Journal.TerminalId && frames.TryGetValue((arrival.Sequence, arrival.At), out var frame) ? details.Find(frame) : null;
        var rows = filter.Apply(PeopleList.Of(picture, DetailsOf));
        return PageAnswer.Page<PeoplePage>(context, new PageModel.People(
            picture, filter, [.. rows.Skip((filter.Page - 1) * PeopleFilter.PageLength).Take(PeopleFilter.PageLength)], rows.Count, row => DetailsOf(row.Recorded), answer));
    }

    private async Task<IResult> ActAsync(HttpContext context, string meeting, string pseudonym, string act)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (await board.FindAsync(meeting, form["session"], context.RequestAborted) is not { Known: { } known } picture || PersonOf(picture, pseudonym) is not { } person)
        {
            return Results.NotFound();
        }

        var (by, note) = (context.User.Identity!.Name!, NoteIn(form));
        var code = ReasonTable.Find(form["reason"].ToString())?.Code ?? ReasonCode.None;
        var at = picture.List.Context;
        DeskAct? wanted = act switch
        {
            "check-in" => new DeskAct.CheckIn(at, by, code, note, person),
            "undo" => new DeskAct.Undo(at, by, code, note, person),
            "absence" => new DeskAct.NoteAbsence(at, by, code, note, person),
            "substitute" when IsDelegate(picture, pseudonym) && AlternateIn(picture, form["alternate"].ToString()) is { } alternate => new DeskAct.Substitute(at, by, note, alternate, person),
            _ => null,
        };
        return wanted is null ? Results.NotFound() : await AnswerAsync(context, known, picture, wanted);
    }

    private async Task<IResult> LetInAsync(HttpContext context, string meeting)
    {
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        if (await board.FindAsync(meeting, form["session"], context.RequestAborted) is not { Known: { } known } picture)
        {
            return Results.NotFound();
        }

        var name = form["guest"].ToString();
        return await AnswerAsync(context, known, picture, new DeskAct.LetIn(picture.List.Context, context.User.Identity!.Name!, NoteIn(form), name.Length > MaxNameLength ? name[..MaxNameLength] : name));
    }

    private async Task<IResult> AnswerAsync(HttpContext context, KnownMeeting known, MeetingPicture before, DeskAct act)
    {
        var outcome = await parts.Desk.Desk.ActAsync(act);
        if (outcome is DeskOutcome.Done)
        {
            return Results.LocalRedirect(ListPath(context, before, act.Code));
        }

        context.Response.StatusCode = outcome is DeskOutcome.Refused ? StatusCodes.Status409Conflict : StatusCodes.Status202Accepted;
        var sentence = outcome is DeskOutcome.Refused refused ? refused.Sentence : ((DeskOutcome.Waiting)outcome).Sentence;
        try
        {
            var picture = await board.FindAsync(known.Meeting.Id, before.SessionId, context.RequestAborted);
            return await ListAsync(context, picture!, PeopleFilter.Of(new QueryCollection(QueryOf(context))), sentence);
        }
        catch (StorageException)
        {
            // Without the list: whoever reads that the database is away would do the act again.
            return PageAnswer.Sentence(context, context.Response.StatusCode, sentence);
        }
    }

    private static string ListPath(HttpContext context, MeetingPicture picture, ReasonCode did)
    {
        var query = QueryOf(context);
        query["session"] = picture.SessionId;
        query["did"] = ReasonTable.NameOf(did);
        return $"/meetings/{Uri.EscapeDataString(picture.Meeting)}/people{QueryString.Create(query)}";
    }

    // The act that the page before it did, by its reason's name.
    private static Phrase? DidIn(IQueryCollection query)
    {
        if (ReasonTable.Find(query["did"].ToString())?.Meaning is not { } meaning)
        {
            return null;
        }

        return new(PeopleWords.Done.In(Language.Vietnamese, meaning.Vietnamese.TrimEnd('.')), PeopleWords.Done.In(Language.English, meaning.English.TrimEnd('.')));
    }

    // The list that the form was on, so that it is shown again as it was.
    private static Dictionary<string, Microsoft.Extensions.Primitives.StringValues> QueryOf(HttpContext context)
    {
        var next = context.Request.Form["next"].ToString();
        var query = next.IndexOf('?', StringComparison.Ordinal) is >= 0 and var at ? next[at..] : "";
        return Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(query);
    }

    private static string? NoteIn(IFormCollection form) => form["note"].ToString().Trim() is { Length: > 0 } note ? note.Length > MaxNoteLength ? note[..MaxNoteLength] : note : null;

    private static bool IsDelegate(MeetingPicture picture, string pseudonym) =>
        picture.Convened.FirstOrDefault(one => one.Pseudonym == pseudonym) is { Entry.Class: AttendeeClass.DelegateExOfficio or AttendeeClass.DelegateElected or AttendeeClass.DelegateAppointed };

    private static DeskPerson? AlternateIn(MeetingPicture picture, string pseudonym) => picture.Alternates.Any(one => one.Pseudonym == pseudonym) ? PersonOf(picture, pseudonym) : null;

    private static DeskPerson? PersonOf(MeetingPicture picture, string pseudonym)
    {
        if (picture.Convened.FirstOrDefault(one => one.Pseudonym == pseudonym) is { } convened)
        {
            return new(Convert.FromHexString(pseudonym), convened.Tag.ToString(), CountsOf(picture, convened));
        }

        // A guest whom the desk let in can be undone.
        return picture.FindPresent(pseudonym) is null ? null : new(Convert.FromHexString(pseudonym), null, JournalCounts.Nothing);
    }

    private static JournalCounts CountsOf(MeetingPicture picture, ConvenedPerson person)
    {
        var meeting = picture.Known!.Meeting;
        // Nobody's standing is known without a member's record: attends, and counts for nothing.
        var standing = person.Member is { } member && picture.Session is { } session ? StandingRules.Default.AtMeeting(meeting.Kind, member, DateOnly.FromDateTime(session.Starts.ToOffset(VietnamTime.Offset).DateTime)) : Standing.AttendsOnly;
        var flags = MeetingRules.Default.FlagsFor(meeting.Kind, person.Entry, standing);
        return (flags.CountsForQuorum ? JournalCounts.Quorum : JournalCounts.Nothing)
            | (flags.CountsForVotingBase ? JournalCounts.VotingBase : JournalCounts.Nothing)
            | (flags.MayVote ? JournalCounts.Vote : JournalCounts.Nothing);
    }
}
