using System.Text;
using Microsoft.AspNetCore.Http;

namespace Kiosk.Service.Page;

/// <summary>Writes server-sent events (HTML Living Standard, 9.2).</summary>
internal static class EventAnswer
{
    /// <param name="json">Without line feeds.</param>
    public static async Task SendAsync(HttpContext context, string name, byte[] json, CancellationToken cancellationToken)
    {
        await context.Response.WriteAsync($"event: {name}\ndata: ", Encoding.ASCII, cancellationToken);
        await context.Response.Body.WriteAsync(json, cancellationToken);
        await context.Response.WriteAsync("\n\n", Encoding.ASCII, cancellationToken);
        await context.Response.Body.FlushAsync(cancellationToken);
    }
}
