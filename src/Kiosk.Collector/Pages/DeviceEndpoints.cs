using Kiosk.Collector.Accounts;
using Kiosk.Collector.Pages.Components;
using Kiosk.Feed.Records;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kiosk.Collector.Pages;

/// <summary>Terminals, procedures, contradictions, and who looked at names.</summary>
internal sealed class DeviceEndpoints(PageParts parts)
{
    private const int MaxLooks = 500;

    private static readonly TimeSpan AlarmsBehind = TimeSpan.FromDays(7);
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(2);

    public void Map(IEndpointRouteBuilder pages)
    {
        pages.MapGet("/terminals", (Delegate)ShowTerminalsAsync);
        pages.MapGet("/procedures", (Delegate)ShowProceduresAsync);
        pages.MapGet("/forks", (Delegate)ShowForksAsync);
        pages.MapGet("/looks", (Delegate)ShowLooksAsync).RequireAuthorization(AccountRoles.SeesNames);
    }

    private async Task<IResult> ShowTerminalsAsync(HttpContext context)
    {
        var (now, cancellationToken) = (parts.Time.GetUtcNow(), context.RequestAborted);
        var next = (await parts.People.MeetingsAsync(now, now + Ahead, cancellationToken)).FirstOrDefault();
        var facts = await TerminalFacts.ReadAsync(parts, next is null ? null : new(next.Meeting.Id, (await parts.People.ConvenedAsync(next.Meeting.Id, cancellationToken)).Count), cancellationToken);
        return PageAnswer.Page<TerminalsPage>(context, new PageModel.Terminals(TerminalLine.Of(facts, now), AlarmLine.Of(await parts.Journals.AlarmsAsync(now - AlarmsBehind, cancellationToken)), next, now));
    }

    private async Task<IResult> ShowProceduresAsync(HttpContext context)
    {
        var today = parts.Time.GetUtcNow().ToOffset(VietnamTime.Offset);
        var midnight = today.Subtract(today.TimeOfDay);
        return PageAnswer.Page<ProceduresPage>(context, new PageModel.Procedures(await parts.Journals.ProceduresAsync(midnight, midnight.AddDays(1), context.RequestAborted)));
    }

    private async Task<IResult> ShowForksAsync(HttpContext context)
    {
        var gaps = (await parts.Journals.JournalsAsync(context.RequestAborted)).FindAll(terminal => terminal.Highest > terminal.Contiguous);
        return PageAnswer.Page<ForksPage>(context, new PageModel.Forks(
            await parts.Journals.ForksAsync(context.RequestAborted),
            gaps,
            RefusedLine.Of(await parts.States.RefusalsAsync(context.RequestAborted), await parts.States.AllAsync(context.RequestAborted))));
    }

    private async Task<IResult> ShowLooksAsync(HttpContext context) =>
        PageAnswer.Page<LooksPage>(context, new PageModel.Looks(await parts.Looks.NewestAsync("", MaxLooks, context.RequestAborted)));
}
