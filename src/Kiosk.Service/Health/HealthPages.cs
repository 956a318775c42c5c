using Kiosk.Service.CheckIn;
using Kiosk.Service.Sync;
using Kiosk.Service.Upload;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Kiosk.Service.Health;

/// <summary>The service's HTTP endpoints: health and metrics on loopback, status and commands on the Unix socket.</summary>
internal sealed class HealthPages(TerminalHealth health, Heartbeat heartbeat, KioskMetrics metrics, SyncState feed, UploadState upload, ControlPages commands)
{
    public void MapTo(WebApplication application)
    {
        application.Use(SocketGuard.InvokeAsync);
        application.Run(AnswerAsync);
    }

    // A switch of a few lines: setting up routing would take longer than the rest of the start.
    private Task AnswerAsync(HttpContext context) => (context.Request.Method, context.Request.Path.Value) switch
    {
        ("GET", "/health/live") => AnswerAsync(context, heartbeat.IsAlive, heartbeat.IsAlive ? "alive" : "A tap hangs."),
        ("GET", "/health/ready") => ReadyAsync(context),
        ("GET", "/metrics") => context.Response.WriteAsync(metrics.ToText(health.Read()) + feed.ToText() + upload.ToText(), context.RequestAborted),
        (_, { } path) when path.StartsWith(SocketGuard.CommandPrefix, StringComparison.Ordinal) => commands.AnswerAsync(context, path[SocketGuard.CommandPrefix.Length..]),
        _ => PageAnswer.NothingAsync(context),
    };

    private Task ReadyAsync(HttpContext context)
    {
        var report = health.Read();
        return AnswerAsync(context, report.IsReady, report.PublicLines);
    }

    private static Task AnswerAsync(HttpContext context, bool isWell, string sentence) =>
        PageAnswer.WriteAsync(context, isWell ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable, sentence);
}
