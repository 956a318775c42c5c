using Kiosk.Collector.Accounts;
using Kiosk.Collector.Keys;
using Kiosk.Collector.SignIn;
using Kiosk.Source.Invitations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kiosk.Collector.Pages;

/// <summary>One person's signed invitation, as a file to print: for those at the support desk, each noted with whose it was.</summary>
internal sealed class InvitationEndpoints(PageParts parts, LookLog looks)
{
    public void Map(IEndpointRouteBuilder pages) =>
        pages.MapPost("/meetings/{meeting}/people/{pseudonym:length(64)}/invitation", PrintAsync).AddEndpointFilter(PageSecurity.CheckFormAsync).RequireAuthorization(AccountRoles.Acts);

    private async Task<IResult> PrintAsync(HttpContext context, string meeting, string pseudonym)
    {
        if (parts.Invitations is not { } key || await parts.People.FindMeetingAsync(meeting, context.RequestAborted) is not { } known
            || (await parts.People.ConvenedAsync(meeting, context.RequestAborted)).Find(one => one.Pseudonym == pseudonym)?.InviteeAt(meeting) is not { } invitee)
        {
            return Results.NotFound();
        }

        await looks.RecordAsync(context.User.Identity!.Name!, meeting, $"invitation {invitee.Entry.InvitationNumber}", context.RequestAborted);
        try
        {
            var template = parts.Reports.Template;
            var paper = key.Print(known.Meeting, invitee, Written(template.SuperiorBody), Written(template.IssuingBody), PageLanguage.Of(context.Request));
            return Results.File(paper, "application/pdf", $"{InvitationIssue.FileNameOf(invitee.Entry.InvitationNumber!)}.pdf");
        }
        catch (InvitationException refused)
        {
            return PageAnswer.Sentence(context, StatusCodes.Status409Conflict, refused.Sentence);
        }
    }

    // Lines left open for a pen are for reports.
    private static string Written(string text) => text.Any(char.IsLetter) ? text : "";
}
