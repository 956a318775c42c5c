using Microsoft.AspNetCore.Http;

namespace Kiosk.Service.Page;

/// <summary>The open event streams of one kind: whoever comes when all seats are taken gets 429.</summary>
internal sealed class EventSeats(int maxCount)
{
    private int count;

    /// <param name="run">Sends events until the browser disconnects or the service stops.</param>
    public async Task AnswerAsync(HttpContext context, Func<Task> run)
    {
        if (Interlocked.Increment(ref count) > maxCount)
        {
            Interlocked.Decrement(ref count);
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return;
        }

        try
        {
            context.Response.ContentType = "text/event-stream";
            await run();
        }
        catch (OperationCanceledException)
        {
            // The browser has disconnected, or the service is stopping.
        }
        finally
        {
            Interlocked.Decrement(ref count);
        }
    }
}
