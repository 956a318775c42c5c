using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Kiosk.Feed.Records;
using Kiosk.Service.Admission;
using Kiosk.Service.Cache.Rows;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Health.Doors;
using Kiosk.Service.Sync;
using Kiosk.Ui.Screens;
using Kiosk.Verification.Time;
using Kiosk.Words;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Kiosk.Service.Health;

/// <summary>What the service answers: health and metrics over loopback, status and commands over the Unix socket.</summary>
internal sealed class HealthPages(TerminalHealth health, KioskMetrics metrics, Terminal terminal, SyncSetup sync, ScreenCommands screens, ServiceDoors doors)
{
    private const int GreatestCommandLength = 4096;

    public void MapTo(WebApplication application)
    {
        application.Use(SocketGuard.InvokeAsync);
        application.Run(AnswerAsync);
    }

    // A switch of five lines needs no routing, whose set-up would take longer than all the rest of the start.
    private Task AnswerAsync(HttpContext context) => (context.Request.Method, context.Request.Path.Value) switch
    {
        ("GET", "/health/live") => AnswerAsync(context, terminal.Heartbeat.IsAlive, terminal.Heartbeat.IsAlive ? "alive" : "A tap hangs."),
        ("GET", "/health/ready") => ReadyAsync(context),
        ("GET", "/metrics") => context.Response.WriteAsync(metrics.ToText(health.Read()) + sync.Status.ToText(), context.RequestAborted),
        ("GET", SocketGuard.CommandPrefix + "/status") => StatusAsync(context),
        ("POST", SocketGuard.CommandPrefix + "/sync") => SyncedAsync(context),
        ("POST", SocketGuard.CommandPrefix + "/show") => ShowAsync(context),
        ("POST", SocketGuard.CommandPrefix + "/mode") => SwitchModeAsync(context),
        ("POST", SocketGuard.CommandPrefix + "/clock") => AcceptClockAsync(context),
        _ => AnswerAsync(context, StatusCodes.Status404NotFound, "There is nothing here."),
    };

    private Task ReadyAsync(HttpContext context)
    {
        var report = health.Read();
        return AnswerAsync(context, report.IsReady, report.PublicLines);
    }

    private async Task StatusAsync(HttpContext context)
    {
        var pages = doors.PagesProblem ?? await LoopbackProbe.ProblemAsync(context.RequestAborted);
        await AnswerAsync(context, StatusReport.Of(health.Read(), terminal, metrics, pages), StatusJson.Default.StatusReport);
    }

    /// <summary>Another process synced this terminal: take up how it stands now, and show whoever brought a stick how that went.</summary>
    private async Task SyncedAsync(HttpContext context)
    {
        var body = new byte[GreatestCommandLength];
        var length = await context.Request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, context.RequestAborted);
        sync.Status.Standing = FeedStanding.Read(sync.Site.StandingFile);
        if (Enum.TryParse<StickNews>(Encoding.ASCII.GetString(body, 0, length), out var news))
        {
            screens.Announce(news);
        }

        await StatusAsync(context);
    }

    private async Task ShowAsync(HttpContext context)
    {
        var body = new byte[GreatestCommandLength];
        var length = await context.Request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, context.RequestAborted);
        var name = Encoding.ASCII.GetString(body, 0, length);
        if (name == ScreenCommands.SelfTest)
        {
            await TestAsync(context);
        }
        else if (screens.Show(name))
        {
            await StatusAsync(context);
        }
        else
        {
            await AnswerAsync(context, StatusCodes.Status400BadRequest, $"There is no such screen; name {ScreenCommands.Operator}, {ScreenCommands.Readiness} or {ScreenCommands.SelfTest}.");
        }
    }

    private async Task TestAsync(HttpContext context)
    {
        if (await screens.TestAsync(context.RequestAborted) is not { } result)
        {
            await AnswerAsync(context, StatusCodes.Status409Conflict, "A self-test is under way; wait until it has ended.");
            return;
        }

        await AnswerAsync(context, result, DeviceCheckResultJson.Default.DeviceCheckResult);
    }

    private async Task SwitchModeAsync(HttpContext context)
    {
        try
        {
            var body = new byte[GreatestCommandLength];
            var length = await context.Request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, context.RequestAborted);
            var selection = ModeSelection.Parse(body.AsSpan(0, length));
            terminal.SwitchMode(selection, PeerCredentials.NameOf(context));
            await StatusAsync(context);
        }
        catch (Exception exception) when (exception is JsonException or ModeException or CacheException or OutOfServiceException or IOException)
        {
            await AnswerAsync(context, StatusCodes.Status400BadRequest, exception is JsonException mistake ? $"This is no mode: {JsonMistake.Shape(mistake)}" : exception.Message);
        }
    }

    /// <summary>Whoever runs the terminal vouches for the time that it shows: recorded first, with the clock as it stood.</summary>
    private async Task AcceptClockAsync(HttpContext context)
    {
        try
        {
            var accepted = terminal.AcceptClock(PeerCredentials.NameOf(context));
            await (accepted.Fault is ClockFault.None
                ? StatusAsync(context)
                : AnswerAsync(context, StatusCodes.Status400BadRequest, $"The clock shows {accepted.Instant:yyyy-MM-dd HH:mm'Z'}, before this program was made; set it first: timedatectl set-time"));
        }
        catch (OutOfServiceException exception)
        {
            await AnswerAsync(context, StatusCodes.Status400BadRequest, exception.Message);
        }
    }

    private static async Task AnswerAsync<T>(HttpContext context, T value, JsonTypeInfo<T> type)
    {
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(JsonText.BytesOf(value, type), context.RequestAborted);
    }

    private static Task AnswerAsync(HttpContext context, bool isWell, string sentence) =>
        AnswerAsync(context, isWell ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable, sentence);

    private static Task AnswerAsync(HttpContext context, int status, string sentence)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(sentence + "\n", context.RequestAborted);
    }
}

/// <summary>What <c>kiosk status</c> prints; no personal data.</summary>
/// <param name="Summary">"ready", or the faults on one line, in English.</param>
/// <param name="Faults">Why no card would be admitted, one by one and in both languages; empty when ready.</param>
/// <param name="PagesProblem">Why health, metrics and page are not served on loopback; null where they are.</param>
/// <param name="JournalSequence">Number of the last record.</param>
/// <param name="JournalTaps">How many records are of taps; the others are of the terminal itself.</param>
internal sealed record StatusReport(
    bool Ready,
    string Summary,
    string Reader,
    string Mode,
    string? Context,
    PresenceReport? Presence,
    ulong JournalSequence,
    ulong JournalTaps,
    long CacheGeneration,
    double? CacheAgeHours,
    double? RevocationAgeHours,
    string? ListsAhead,
    string ClockTrust,
    long Taps,
    FeedReport Feed,
    IReadOnlyList<TerminalFault> Faults,
    string? PagesProblem = null)
{
    public static StatusReport Of(TerminalHealth.Report report, Terminal terminal, KioskMetrics metrics, string? pagesProblem = null) => new(
        report.IsReady,
        report.Summary,
        report.Reader.ToString(),
        terminal.Modes.Current.Kind,
        report.Context?.JournalContext,
        report.Context is { Mode: AdmissionMode.AtMeeting meeting } context ? PresenceReport.Of(terminal.Register.BookFor(meeting, context.Generation).Summarise()) : null,
        report.JournalSequence,
        report.JournalTaps,
        report.CacheGeneration,
        report.CacheAge?.TotalHours,
        report.RevocationAge?.TotalHours,
        report.ListsAhead?.English,
        report.Clock.Trust.ToString(),
        metrics.Taps,
        FeedReport.Of(terminal.Sync),
        report.Faults,
        pagesProblem);
}

/// <summary>How the terminal stands with its feed.</summary>
/// <param name="Sentence">How the last sync ended.</param>
/// <param name="RemainingBytes">Of the sync under way.</param>
internal sealed record FeedReport(bool Well, string Sentence, DateTimeOffset? LastSuccess, DateTimeOffset? Expires, long Bytes, long RemainingBytes, long Rows)
{
    public static FeedReport Of(SyncState sync) =>
        new(sync.Standing.IsWell, sync.Standing.Sentence, sync.Standing.LastSuccess, sync.Standing.Expires, sync.Bytes, sync.Remaining, sync.Rows);
}

/// <summary>Who is there, in numbers.</summary>
/// <param name="Convened">Lines of the list, guests included.</param>
/// <param name="Quorum">How many count, are convened and are required; null where there is no quorum.</param>
internal sealed record PresenceReport(int Present, int Convened, int InVotingBase, int MayVote, QuorumState? Quorum)
{
    public static PresenceReport Of(AttendanceSummary summary) =>
        new(summary.Present, summary.Convened, summary.InVotingBase, summary.MayVote, summary.Quorum);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(StatusReport))]
internal sealed partial class StatusJson : JsonSerializerContext;
