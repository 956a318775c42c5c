using Microsoft.AspNetCore.Http;

namespace Kiosk.Service.Health;

/// <summary>
/// Keeps the two listeners apart: commands are accepted only on the Unix socket (whose file mode decides who may connect), health and metrics only on loopback and
/// under a loopback host name, so that no other site can read them by DNS rebinding.
/// </summary>
internal static class SocketGuard
{
    public const string CommandPrefix = "/control";

    public static Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        // Kestrel gives connections over a Unix socket no IP address.
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
