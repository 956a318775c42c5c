using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Kiosk.Collector.Pages;

/// <summary>What every answer carries, and every form proves.</summary>
internal static class PageSecurity
{
    private const string Policy =
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    public static Task AddHeadersAsync(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers.StrictTransportSecurity = "max-age=31536000";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        // Names stay in no cache.
        (headers.CacheControl, headers.Pragma) = ("no-cache, no-store", "no-cache");
        return next(context);
    }

    /// <summary>Refuses a form that did not come from this page.</summary>
    public static async ValueTask<object?> CheckFormAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        try
        {
            // Read here, so that one that cannot be read is the sender's fault.
            _ = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : null;
        }
        catch (InvalidDataException)
        {
            return PageAnswer.Sentence(context, StatusCodes.Status400BadRequest, PageWords.Unreadable);
        }

        return await context.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(context) ? await next(invocation) : PageAnswer.Sentence(context, StatusCodes.Status400BadRequest, PageWords.StaleForm);
    }
}
