using Kiosk.Service.Health.Doors;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Kiosk.Service.Page;

/// <summary>Middleware for the page's requests; passes all others on.</summary>
internal sealed class PageDoor(PageGuard guard, PageToken token, PageStream stream, ClerkStream clerks, PageCommands commands, IHostApplicationLifetime lifetime)
{
    public const string Path = "/page";

    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (!context.Request.Path.StartsWithSegments(Path, StringComparison.Ordinal, out var rest))
        {
            return next(context);
        }

        Protect(context.Response.Headers);
        return (context.Request.Method, rest.Value) switch
        {
            ("GET", "/stream") => StreamAsync(context, stream.AnswerAsync),
            ("GET", "/desk/stream") => StreamAsync(context, clerks.AnswerAsync),
            ("POST", ['/', .. var command]) => CommandAsync(context, command),
            ("GET", var path) => FileAsync(context, path is null or "" ? "/" : path),
            _ => RefuseAsync(context, new(StatusCodes.Status405MethodNotAllowed, new("Trang này chỉ nhận GET và POST.", "The page takes GET and POST."))),
        };
    }

    private static void Protect(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
    }

    private async Task FileAsync(HttpContext context, string path)
    {
        if (guard.JudgeFile(context.Request) is { } refusal)
        {
            await RefuseAsync(context, refusal);
            return;
        }

        if (PageFiles.Find(path) is not { } file)
        {
            await RefuseAsync(context, PageGuard.Elsewhere);
            return;
        }

        await using (file.Content)
        {
            context.Response.Cookies.Append(PageGuard.CookieName, token.Ticket, new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Strict, Path = Path });
            context.Response.ContentType = file.Kind;
            await file.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
        }
    }

    private async Task StreamAsync(HttpContext context, Func<HttpContext, CancellationToken, Task> answer)
    {
        if (guard.Judge(context.Request) is { } refusal)
        {
            await RefuseAsync(context, refusal);
            return;
        }

        context.Features.Get<ConnectionSeat>()?.Trust();

        using var over = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        await answer(context, over.Token);
    }

    private async Task CommandAsync(HttpContext context, string command)
    {
        if (guard.Judge(context.Request) is { } refusal)
        {
            await RefuseAsync(context, refusal);
            return;
        }

        context.Features.Get<ConnectionSeat>()?.Trust();

        var body = new byte[PageCommands.MaxLength];
        var length = await context.Request.Body.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, context.RequestAborted);
        if (await commands.RunAsync(command, body.AsMemory(0, length), context.RequestAborted) is { } problem)
        {
            await RefuseAsync(context, problem);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private static Task RefuseAsync(HttpContext context, PageRefusal refusal)
    {
        context.Response.StatusCode = refusal.Status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync($"{LineOf(refusal.Sentence.Vietnamese)}\n{LineOf(refusal.Sentence.English)}\n", context.RequestAborted);
    }

    private static string LineOf(string sentence) => sentence.ReplaceLineEndings(" ");
}
