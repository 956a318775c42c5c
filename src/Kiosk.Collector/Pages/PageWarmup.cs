using Kiosk.Collector.Accounts;
using Kiosk.Collector.Pages.Components;
using Kiosk.Collector.Storage;
using Kiosk.Words;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kiosk.Collector.Pages;

/// <summary>
/// Draws the nearest meetings once before the server listens: compiling the page and reading a roster of thousands would otherwise be waited for by whoever opens a meeting first.
/// </summary>
internal sealed class PageWarmup(PageParts parts, MeetingBoard board, IServiceProvider services, ILoggerFactory loggers) : IHostedService
{
    private const int MaxMeetings = 3;

    // Compiled code is good from the second run on: loops that began slow are replaced in between.
    private const int Rounds = 2;

    private static readonly TimeSpan Around = TimeSpan.FromDays(366);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            var now = parts.Time.GetUtcNow();
            var near = await parts.People.MeetingsAsync(now - Around, now + Around, cancellationToken);
            await using var renderer = new HtmlRenderer(services, loggers);
            foreach (var meeting in near.OrderBy(meeting => (meeting.Opens - now).Duration()).Take(MaxMeetings))
            {
                for (var round = 0; round < Rounds && await board.FindAsync(meeting.Meeting.Id, session: null, cancellationToken) is { } picture; round++)
                {
                    await DrawAsync(renderer, new PageModel.Figures(picture, new Dictionary<string, string>()));
                }
            }
        }
        catch (StorageException)
        {
            // Whoever opens the page is told so there; terminals are served meanwhile.
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static Task<string> DrawAsync(HtmlRenderer renderer, PageModel model) => renderer.Dispatcher.InvokeAsync(async () =>
    {
        var view = new PageView(Language.Vietnamese, Account: null, AccountRoles.Operator, "/", FormToken: "");
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?> { [nameof(MeetingPage.View)] = view, [nameof(MeetingPage.Model)] = model });
        return (await renderer.RenderComponentAsync<MeetingPage>(parameters)).ToHtmlString();
    });
}
