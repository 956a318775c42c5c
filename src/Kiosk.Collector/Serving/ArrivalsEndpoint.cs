using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Collector.Doors;
using Kiosk.Collector.Storage;
using Kiosk.Journal.Checkpoints;
using Kiosk.Journal.Upload;
using Microsoft.AspNetCore.Http;

namespace Kiosk.Collector.Serving;

/// <summary><c>GET /v1/meetings/ID/arrivals?after=POSITION</c>: a meeting's arrivals at other doors, as lines of JSON, held open for those to come. An empty line says that nothing happened.</summary>
/// <param name="stopping">Ends all requests in order.</param>
internal sealed class ArrivalsEndpoint(TerminalAuthenticator authenticator, SenderAuthenticator senders, ArrivalHub hub, JournalStore journals, TimeProvider time, CancellationToken stopping)
{
    /// <summary>A door says after 300 ms without a line how old its picture is; two may be late.</summary>
    private static readonly TimeSpan KeepAliveInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>A door follows one meeting; a connection that broke is noticed late.</summary>
    private const int MaxStreams = 8;

    private static readonly byte[] EmptyLine = "\n"u8.ToArray();

    private readonly ConcurrentDictionary<string, int> open = new(StringComparer.Ordinal);

    public async Task HandleAsync(HttpContext context, string meeting)
    {
        var certificate = context.Connection.ClientCertificate;
        var hall = senders.FindHall(certificate);
        // A hall takes what its own doors sent too, and knows it already.
        var key = hall is null ? (authenticator.Recognise(certificate) as TerminalRecognition.Known)?.Key : null;
        if (hall is null && key is null)
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        var terminal = key?.Name[Checkpoint.OriginOf("").Length..];
        if (terminal is not null && open.AddOrUpdate(terminal, 1, (_, count) => count + 1) > MaxStreams)
        {
            Leave(terminal);
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            return;
        }

        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            // What the terminal recorded before it was enrolled anew is news to it.
            var own = key is null ? null : await journals.NameAsync(terminal!, key, ended.Token);
            if (key is not null)
            {
                // The database has just answered.
                hub.IsBehind = false;
            }

            var arrivals = await hub.OpenAsync(meeting, ended.Token);
            _ = ulong.TryParse(context.Request.Query["after"], NumberStyles.None, CultureInfo.InvariantCulture, out var after);
            context.Response.ContentType = ArrivalOfOtherDoor.ContentType;
            await StreamAsync(context.Response, meeting, arrivals, after, terminal, own, certificate!, ended.Token);
        }
        catch (StorageException)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The door is gone, or the collector stops; the door asks again.
        }
        finally
        {
            Leave(terminal);
        }
    }

    /// <param name="terminal">Null for a hall.</param>
    /// <param name="own">The name of the terminal's journal, whose arrivals it knows; null for a hall.</param>
    private async Task StreamAsync(HttpResponse response, string meeting, MeetingArrivals arrivals, ulong after, string? terminal, string? own, X509Certificate2 certificate, CancellationToken cancellationToken)
    {
        var until = new DateTimeOffset(certificate.NotAfter.ToUniversalTime());
        await response.BodyWriter.WriteAsync(EmptyLine, cancellationToken);
        while (time.GetUtcNow() < until && (terminal is null ? senders.FindHall(certificate) is not null : !authenticator.IsRevoked(certificate)))
        {
            Hear(terminal);
            hub.Use(meeting);
            var (lines, changed) = arrivals.After(after);
            foreach (var line in lines)
            {
                after = line.Arrival.Position;
                if (own is null || line.Journal != own)
                {
                    await response.BodyWriter.WriteAsync(line.Bytes, cancellationToken);
                }
            }

            await response.BodyWriter.FlushAsync(cancellationToken);
            try
            {
                await changed.WaitAsync(KeepAliveInterval, time, cancellationToken);
            }
            catch (TimeoutException) when (hub.IsBehind)
            {
                // The door hears nothing and says that it is alone.
            }
            catch (TimeoutException)
            {
                await response.BodyWriter.WriteAsync(EmptyLine, cancellationToken);
            }
        }
    }

    private void Leave(string? terminal)
    {
        if (terminal is not null)
        {
            open.AddOrUpdate(terminal, 0, (_, count) => count - 1);
        }
    }

    private void Hear(string? terminal)
    {
        if (terminal is not null)
        {
            hub.Hear(terminal);
        }
    }
}
