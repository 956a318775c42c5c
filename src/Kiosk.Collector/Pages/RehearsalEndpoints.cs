using Kiosk.Collector.Pages.Components;
using Kiosk.Collector.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kiosk.Collector.Pages;

/// <summary>Whether a meeting to come can be held: its list, its cards, its terminals, on one sheet to print.</summary>
internal sealed class RehearsalEndpoints(PageParts parts, LookLog looks)
{
    public void Map(IEndpointRouteBuilder pages) => pages.MapGet("/meetings/{meeting}/rehearsal", ShowAsync);

    private async Task<IResult> ShowAsync(HttpContext context, string meeting)
    {
        var cancellationToken = context.RequestAborted;
        if (await parts.People.FindMeetingAsync(meeting, cancellationToken) is not { } known)
        {
            return Results.NotFound();
        }

        var (now, convened) = (parts.Time.GetUtcNow(), await parts.People.ConvenedAsync(meeting, cancellationToken));
        var facts = await TerminalFacts.ReadAsync(parts, new(meeting, convened.Count), cancellationToken);
        var rehearsal = new MeetingRehearsal(known, convened, TerminalLine.Of(facts, now), now);
        var view = PageAnswer.ViewOf(context);
        if (view.SeesNames && rehearsal.Ending.Count > 0)
        {
            await looks.RecordAsync(view.Account!, meeting, "rehearsal", cancellationToken);
        }

        return PageAnswer.Page<RehearsalPage>(context, new PageModel.Rehearsal(rehearsal));
    }
}
