using Kiosk.Collector.Accounts;
using Kiosk.Collector.Reports;
using Kiosk.Collector.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kiosk.Collector.Pages;

/// <summary>A meeting's reports, as files to hand over.</summary>
internal sealed class ReportEndpoints(PageParts parts, LookLog looks)
{
    public void Map(IEndpointRouteBuilder pages) => pages.MapGet("/meetings/{meeting}/report", AnswerAsync).RequireAuthorization(AccountRoles.SeesNames);

    private async Task<IResult> AnswerAsync(HttpContext context, string meeting, string? session, string? form, string? format, bool signed = false)
    {
        if (!Enum.TryParse<ReportForm>(form, ignoreCase: true, out var wanted) || !Enum.IsDefined(wanted) || !Enum.TryParse<ReportFormat>(format, ignoreCase: true, out var kind) || !Enum.IsDefined(kind) || (signed && parts.Reports.Signer is null))
        {
            return Results.NotFound();
        }

        await looks.RecordAsync(context.User.Identity!.Name!, meeting, $"report form={wanted} format={kind} session={session}{(signed ? " signed" : "")}", context.RequestAborted);
        ReportFile file;
        try
        {
            var reporter = new MeetingReporter(parts.Reports.Facts, parts.Reports.Template, PageLanguage.Of(context.Request));
            file = await reporter.MakeAsync(meeting, session is { Length: > 0 } ? session : null, wanted, kind, context.RequestAborted);
        }
        catch (ReportException refused)
        {
            return PageAnswer.Sentence(context, StatusCodes.Status404NotFound, refused.Sentence);
        }

        // One file, so that nobody has a signature of the figures of another minute.
        var answer = signed ? SignedReport.Pack(file, parts.Reports.Signer!, parts.Time.GetUtcNow()) : file;
        return Results.File(answer.Content.ToArray(), answer.ContentType, answer.Name);
    }
}
