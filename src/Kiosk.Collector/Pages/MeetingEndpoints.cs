using Kiosk.Collector.Accounts;
using Kiosk.Collector.Pages.Components;
using Kiosk.Collector.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Kiosk.Collector.Pages;

/// <summary>Meetings and their figures.</summary>
/// <param name="stopping">Ends all streams in order.</param>
internal sealed class MeetingEndpoints(PageParts parts, MeetingBoard board, LookLog looks, CancellationToken stopping)
{
    private static readonly TimeSpan Before = TimeSpan.FromDays(3);
    private static readonly TimeSpan After = TimeSpan.FromDays(31);

    // Whoever looks on is told at most so often, however fast people arrive.
    private static readonly TimeSpan MinInterval = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan KeepAliveInterval = TimeSpan.FromSeconds(15);

    public void Map(IEndpointRouteBuilder pages)
    {
        // As a delegate: a method of the context alone would be taken for one that writes its answer itself.
        pages.MapGet("/", (Delegate)ShowMeetingsAsync);
        pages.MapGet("/meetings", (string? id) => Results.LocalRedirect(id is { Length: > 0 } ? $"/meetings/{Uri.EscapeDataString(id)}" : "/"));
        pages.MapGet("/meetings/{meeting}", ShowAsync);
        pages.MapGet("/meetings/{meeting}/live", FollowAsync);
    }

    private async Task<IResult> ShowMeetingsAsync(HttpContext context)
    {
        var now = parts.Time.GetUtcNow();
        return PageAnswer.Page<MeetingsPage>(context, new PageModel.Meetings(await parts.People.MeetingsAsync(now - Before, now + After, context.RequestAborted)));
    }

    private async Task<IResult> ShowAsync(HttpContext context, string meeting, string? session)
    {
        if (await board.FindAsync(meeting, session, context.RequestAborted) is not { } picture)
        {
            return Results.NotFound();
        }

        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        if (picture.List.Conflicts.Any() && (context.User.IsInRole(AccountRoles.Secretary) || context.User.IsInRole(AccountRoles.Auditor)))
        {
            await looks.RecordAsync(context.User.Identity!.Name!, meeting, "conflicts", context.RequestAborted);
            var wanted = picture.List.Conflicts.Select(person => person.Pseudonym).ToHashSet(StringComparer.Ordinal);
            foreach (var person in picture.Convened.Where(person => person.Name is not null && wanted.Contains(person.Pseudonym)))
            {
                names[person.Pseudonym] = person.Name!;
            }
        }

        return PageAnswer.Page<MeetingPage>(context, new PageModel.Figures(picture, names));
    }

    /// <summary>Server-sent events: <c>changed</c> when the page should be fetched anew. They say nothing else.</summary>
    private async Task FollowAsync(HttpContext context, string meeting)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        context.Response.ContentType = "text/event-stream";
        try
        {
            await context.Response.WriteAsync(": here\n\n", ended.Token);
            while (true)
            {
                var (_, changed) = await board.FollowAsync(meeting, ended.Token);
                await context.Response.Body.FlushAsync(ended.Token);
                try
                {
                    await changed.WaitAsync(KeepAliveInterval, parts.Time, ended.Token);
                    await context.Response.WriteAsync("event: changed\ndata: 1\n\n", ended.Token);
                    await context.Response.Body.FlushAsync(ended.Token);
                    await Task.Delay(MinInterval, parts.Time, ended.Token);
                }
                catch (TimeoutException)
                {
                    // What another process stored is found in the database alone.
                    await context.Response.WriteAsync("event: changed\ndata: 0\n\n", ended.Token);
                }
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The browser is gone, or the collector stops.
        }
    }
}
