using System.Globalization;
using Kiosk.Collector.Doors;
using Kiosk.Collector.Storage;
using Kiosk.Journal.Checkpoints;
using Kiosk.Journal.Upload;
using Microsoft.AspNetCore.Http;

namespace Kiosk.Collector.Serving;

/// <summary><c>GET /v1/meetings/ID/arrivals?after=POSITION</c>: a meeting's arrivals at other doors, as lines of JSON, held open for those to come. An empty line says that nothing happened.</summary>
internal sealed class ArrivalsEndpoint(TerminalAuthenticator authenticator, ArrivalHub hub, TimeProvider time)
{
    private static readonly TimeSpan KeepAliveInterval = TimeSpan.FromSeconds(5);

    // A request ends now and then, so that a certificate that has expired does not go on.
    private static readonly TimeSpan MaxDuration = TimeSpan.FromMinutes(10);

    public async Task HandleAsync(HttpContext context, string meeting)
    {
        if (authenticator.Recognise(context.Connection.ClientCertificate) is not { } key)
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        try
        {
            var arrivals = await hub.OpenAsync(meeting, context.RequestAborted);
            _ = ulong.TryParse(context.Request.Query["after"], NumberStyles.None, CultureInfo.InvariantCulture, out var after);
            context.Response.ContentType = ArrivalOfOtherDoor.ContentType;
            await StreamAsync(context.Response, arrivals, after, key.Name, context.RequestAborted);
        }
        catch (StorageException)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The door is gone; it asks again.
        }
    }

    private async Task StreamAsync(HttpResponse response, MeetingArrivals arrivals, ulong after, string origin, CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        await response.StartAsync(cancellationToken);
        while (time.GetElapsedTime(begun) < MaxDuration)
        {
            var (lines, changed) = arrivals.After(after);
            foreach (var line in lines)
            {
                after = line.Arrival.Position;
                if (Checkpoint.OriginOf(line.Arrival.Terminal) != origin)
                {
                    await response.BodyWriter.WriteAsync(line.Bytes, cancellationToken);
                }
            }

            await response.BodyWriter.FlushAsync(cancellationToken);
            try
            {
                await changed.WaitAsync(KeepAliveInterval, time, cancellationToken);
            }
            catch (TimeoutException)
            {
                await response.BodyWriter.WriteAsync("\n"u8.ToArray(), cancellationToken);
            }
        }
    }
}
