using Microsoft.AspNetCore.Http;

namespace Kiosk.Service.Health;

/// <summary>
/// Keeps the two doors apart: commands come only through the Unix socket (its file mode says who), health and metrics only over loopback, and there only
/// under a loopback name, so that no page elsewhere can read them by pointing its own name at this machine.
/// </summary>
internal static class SocketGuard
{
    public const string CommandPrefix = "/control";

    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        // Kestrel gives a connection over a Unix socket no address.
        var overUnixSocket = context.Connection.LocalIpAddress is null;
        var isCommand = context.Request.Path.StartsWithSegments(CommandPrefix, StringComparison.Ordinal);
        if (isCommand != overUnixSocket || (!overUnixSocket && !IsLoopbackName(context.Request.Host.Host)))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        return next(context);
    }

    private static bool IsLoopbackName(string host) => host is "localhost" or "127.0.0.1" or "[::1]";
}
