using Kiosk.Cards;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Configuration;
using Kiosk.Service.Health.Doors;
using Kiosk.Service.Sync;
using Kiosk.Verification.Reasons;
using Kiosk.Verification.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Kiosk.Service.Health.Outage;

/// <summary>The HTTP endpoints while the terminal cannot be built: the usual ones, reporting not ready.</summary>
internal sealed class OutagePages(OutOfService outage, KioskOptions options, ServiceDoors doors)
{
    public void MapTo(WebApplication application)
    {
        application.Use(SocketGuard.InvokeAsync);
        application.Run(AnswerAsync);
    }

    private string Summary => $"{ReasonTable.NameOf(outage.Code)}: {outage.Detail}";

    private Task AnswerAsync(HttpContext context) => (context.Request.Method, context.Request.Path.Value) switch
    {
        ("GET", "/health/live") => AnswerAsync(context, StatusCodes.Status200OK, "alive"),
        ("GET", "/health/ready") => AnswerAsync(context, StatusCodes.Status503ServiceUnavailable, Summary),
        ("GET", "/metrics") => AnswerAsync(context, StatusCodes.Status200OK, "# HELP kiosk_ready 1 when a card would be read and recorded.\n# TYPE kiosk_ready gauge\nkiosk_ready 0"),
        ("GET", SocketGuard.CommandPrefix + "/status") or ("POST", SocketGuard.CommandPrefix + "/sync") => StatusAsync(context),
        ("POST", var path) when path?.StartsWith(SocketGuard.CommandPrefix, StringComparison.Ordinal) == true => AnswerAsync(context, StatusCodes.Status400BadRequest, Summary),
        _ => AnswerAsync(context, StatusCodes.Status404NotFound, "Not found."),
    };

    private Task StatusAsync(HttpContext context)
    {
        var report = new StatusReport(
            Ready: false, Summary, nameof(ReaderState.Stopped), options.Mode.Kind, Context: null, Presence: null, JournalSequence: 0, JournalTaps: 0, CacheGeneration: 0,
            CacheAgeHours: null, RevocationAgeHours: null, ListsAhead: null, nameof(ClockTrust.FloorOnly), Taps: 0, FeedReport.Of(new SyncState()), [TerminalFault.Of(outage)], doors.PagesProblem);
        return PageAnswer.WriteAsync(context, report, StatusJson.Default.StatusReport);
    }

    private static Task AnswerAsync(HttpContext context, int status, string sentence) => PageAnswer.WriteAsync(context, status, sentence);
}
