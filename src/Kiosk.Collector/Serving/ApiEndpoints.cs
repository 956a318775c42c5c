using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kiosk.Collector.Events;
using Kiosk.Collector.Reports;
using Kiosk.Collector.Storage;
using Microsoft.AspNetCore.Http;

namespace Kiosk.Collector.Serving;

/// <summary>What other programs read, as <c>openapi.json</c> describes it: by a token, names only where it allows them.</summary>
internal sealed class ApiEndpoints(ApiTokenStore tokens, LookStore looks, PeopleStore people, JournalStore journals, AttendanceFacts facts, TimeProvider time)
{
    private const string Scheme = "Bearer ";

    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly TimeSpan Reach = TimeSpan.FromDays(366);

    /// <summary><c>GET /v1/meetings</c>: a year back and a year ahead.</summary>
    public Task MeetingsAsync(HttpContext context) => AnswerAsync(context, async (_, cancellationToken) =>
    {
        var now = time.GetUtcNow();
        return new JsonObject
        {
            ["meetings"] = new JsonArray([.. (await people.MeetingsAsync(now - Reach, now + Reach, cancellationToken)).Select(known => new JsonObject
            {
                ["meeting"] = known.Meeting.Id,
                ["title"] = known.Meeting.HidesTitle ? null : known.Meeting.Title,
                ["province"] = known.Province,
                ["opens"] = known.Opens.UtcDateTime,
                ["closes"] = known.Closes.UtcDateTime,
                ["sessions"] = new JsonArray([.. known.Meeting.Sessions.Select(session => (JsonNode)session.Id)]),
            })]),
        };
    });

    /// <summary><c>GET /v1/meetings/ID/attendance</c>: figures and, where the token allows them, people.</summary>
    public Task AttendanceAsync(HttpContext context, string meeting) => AnswerAsync(context, async (token, cancellationToken) =>
    {
        if (await facts.OfAsync(meeting, cancellationToken) is not { } sessions)
        {
            return null;
        }

        // Noted first: what cannot be noted is not shown.
        await (token.MaySeeNames ? looks.AddAsync(new(time.GetUtcNow(), $"token {token.Name}", meeting, "api/attendance"), cancellationToken) : Task.CompletedTask);
        return JsonFormat.ToJson(sessions, token.MaySeeNames);
    });

    /// <summary><c>GET /v1/terminals</c>: how far each journal was collected.</summary>
    public Task TerminalsAsync(HttpContext context) => AnswerAsync(context, async (_, cancellationToken) => new JsonObject
    {
        ["terminals"] = new JsonArray([.. (await journals.TerminalsAsync(cancellationToken)).Select(terminal => new JsonObject
        {
            ["terminal"] = terminal.TerminalId, ["contiguous"] = terminal.Contiguous, ["highest"] = terminal.Highest, ["confirmed"] = terminal.ReceiptSize, ["lastSeen"] = terminal.LastSeen.UtcDateTime,
        })]),
    });

    /// <param name="answer">Null for what is not there.</param>
    private async Task AnswerAsync(HttpContext context, Func<ApiToken, CancellationToken, Task<JsonObject?>> answer)
    {
        var cancellationToken = context.RequestAborted;
        // What is answered may be sensitive: nothing on the way keeps it.
        context.Response.Headers.CacheControl = "no-store";
        try
        {
            if (await TokenOfAsync(context.Request, cancellationToken) is not { } token)
            {
                context.Response.Headers.WWWAuthenticate = "Bearer";
                await WriteAsync(context, StatusCodes.Status401Unauthorized, new() { ["error"] = "A token is needed: collector token add." }, cancellationToken);
            }
            else if (await answer(token, cancellationToken) is { } document)
            {
                await WriteAsync(context, StatusCodes.Status200OK, document, cancellationToken);
            }
            else
            {
                await WriteAsync(context, StatusCodes.Status404NotFound, new() { ["error"] = "No such meeting was imported." }, cancellationToken);
            }
        }
        catch (StorageException)
        {
            await WriteAsync(context, StatusCodes.Status503ServiceUnavailable, new() { ["error"] = "The database cannot be used." }, cancellationToken);
        }
    }

    private async Task<ApiToken?> TokenOfAsync(HttpRequest request, CancellationToken cancellationToken) =>
        request.Headers.Authorization.ToString() is var header && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? await tokens.FindAsync(header[Scheme.Length..].Trim(), cancellationToken) : null;

    private static Task WriteAsync(HttpContext context, int status, JsonObject document, CancellationToken cancellationToken)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.WriteAsync(document.ToJsonString(Readable), cancellationToken);
    }
}
