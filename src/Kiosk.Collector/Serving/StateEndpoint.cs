using Kiosk.Collector.Doors;
using Kiosk.Collector.Storage;
using Kiosk.Journal.Checkpoints;
using Kiosk.Journal.Upload;
using Microsoft.AspNetCore.Http;

namespace Kiosk.Collector.Serving;

/// <summary><c>PUT /v1/terminals/ID/state</c>: what a terminal says of itself; the newest is kept.</summary>
internal sealed class StateEndpoint(TerminalAuthenticator authenticator, TerminalStateStore states, ArrivalHub hub, TimeProvider time)
{
    public async Task HandleAsync(HttpContext context, string id)
    {
        context.Response.StatusCode = await StoreAsync(context, id);
    }

    private async Task<int> StoreAsync(HttpContext context, string id)
    {
        if (authenticator.Recognise(context.Connection.ClientCertificate) is not TerminalRecognition.Known { Key: var key } || key.Name != Checkpoint.OriginOf(id))
        {
            return StatusCodes.Status403Forbidden;
        }

        hub.Hear(id);
        try
        {
            if (await RequestBody.ReadAsync(context.Request, TerminalState.MaxLength, context.RequestAborted) is not { } body)
            {
                return StatusCodes.Status413PayloadTooLarge;
            }

            await states.SaveAsync(id, TerminalState.Parse(body), time.GetUtcNow(), context.RequestAborted);
            return StatusCodes.Status204NoContent;
        }
        catch (FormatException)
        {
            return StatusCodes.Status400BadRequest;
        }
        catch (StorageException)
        {
            return StatusCodes.Status503ServiceUnavailable;
        }
    }
}
