using System.Globalization;
using Kiosk.Collector.Doors;
using Kiosk.Collector.Ingest;
using Kiosk.Collector.Storage;
using Kiosk.Journal.Checkpoints;
using Kiosk.Journal.Upload;
using Kiosk.Words;
using Microsoft.AspNetCore.Http;

namespace Kiosk.Collector.Serving;

/// <summary><c>POST /v1/terminals/ID/frames</c>: takes in a batch and answers with the receipt.</summary>
/// <param name="language">Of the sentences in refusals.</param>
internal sealed class FramesEndpoint(SenderAuthenticator authenticator, BatchIngest ingest, ArrivalHub hub, CertificateBook certificates, RefusalLog refusals, Language language)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(5);

    private static readonly Phrase OtherTerminal = new(
        "Chứng thư số của kết nối không phải của máy này: hãy ghi danh lại máy.", "The connection's certificate is not this terminal's: enrol the terminal again.");

    public async Task HandleAsync(HttpContext context, string id)
    {
        var cancellationToken = context.RequestAborted;
        if (authenticator.Recognise(context, id) is not (var recognised, var isPassedOn))
        {
            await RefuseAsync(context, StatusCodes.Status403Forbidden, UploadRefusal.UnknownHall, UploadPhrases.UnknownHall);
            return;
        }

        if (recognised is TerminalRecognition.Revoked revoked)
        {
            await refusals.AddAsync(revoked.TerminalId, UploadRefusal.RevokedTerminal, batch: null);
            await RefuseAsync(context, StatusCodes.Status403Forbidden, UploadRefusal.RevokedTerminal, SentenceOf(revoked, id));
            return;
        }

        if (recognised is not TerminalRecognition.Known { Key: var key } || key.Name != Checkpoint.OriginOf(id))
        {
            await RefuseAsync(context, StatusCodes.Status403Forbidden, UploadRefusal.UnknownTerminal, OtherTerminal);
            return;
        }

        hub.Hear(id);
        if (await RequestBody.ReadAsync(context.Request, UploadBatch.MaxLength, cancellationToken) is not { } body)
        {
            await refusals.AddAsync(id, UploadRefusal.Malformed, batch: null);
            await RefuseAsync(context, StatusCodes.Status413PayloadTooLarge, UploadRefusal.Malformed, new(
                $"Lô dài hơn {UploadBatch.MaxLength} byte.", $"The batch is longer than {UploadBatch.MaxLength} bytes."));
            return;
        }

        try
        {
            var batch = UploadBatch.Parse(body);
            if (batch.TerminalId != id)
            {
                await RefuseAsync(context, StatusCodes.Status403Forbidden, UploadRefusal.UnknownTerminal, OtherTerminal);
                return;
            }

            await AnswerAsync(context, batch, key, isPassedOn);
        }
        catch (FormatException malformed)
        {
            await refusals.AddAsync(id, UploadRefusal.Malformed, batch: null);
            await RefuseAsync(context, StatusCodes.Status400BadRequest, UploadRefusal.Malformed, Phrase.WithDetail("Lô không đúng dạng", malformed.Message));
        }
        catch (StorageException unavailable)
        {
            hub.IsBehind = true;
            context.Response.Headers.RetryAfter = RetryAfter.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            await RefuseAsync(context, StatusCodes.Status503ServiceUnavailable, "unavailable", unavailable.Sentence);
        }
    }

    private static Phrase SentenceOf(TerminalRecognition.Revoked revoked, string id) => revoked switch
    {
        { Authority: { } authority, Why: var why } => new(
            $"CA {authority}, nơi ký chứng thư số của thiết bị {id}, đã bị thu hồi ngày {why.At:yyyy-MM-dd} ({why.Reason}): hãy ghi danh lại thiết bị.",
            $"The CA {authority}, which signed the certificate of terminal {id}, was revoked on {why.At:yyyy-MM-dd} ({why.Reason}): enrol the terminal again."),
        { Why: var why } => new(
            $"Thiết bị {id} đã bị thu hồi ngày {why.At:yyyy-MM-dd}: để dùng lại, hãy ghi danh thiết bị với khóa mới.", $"Terminal {id} was revoked on {why.At:yyyy-MM-dd}: to use it again, enrol it with new keys."),
    };

    private async Task AnswerAsync(HttpContext context, UploadBatch batch, NoteKey key, bool isPassedOn)
    {
        // Not cancelled with the request: what is committed must be told to the doors.
        switch (await ingest.StoreAsync(batch, key, CancellationToken.None, isPassedOn))
        {
            case IngestOutcome.Stored stored:
                // Before anybody who passes it on is told.
                await certificates.KeepAsync(stored.Journal!, SenderAuthenticator.CertificateIn(context, isPassedOn), CancellationToken.None);
                hub.Publish(stored.Journal!, stored.Entries);
                context.Response.ContentType = "application/json";
                await context.Response.Body.WriteAsync(stored.Answer.Encode(), context.RequestAborted);
                break;
            case IngestOutcome.Refused refused:
                await refusals.AddAsync(refused.Journal ?? batch.TerminalId, refused.Code, batch);
                await RefuseAsync(context, refused.Code is UploadRefusal.Fork ? StatusCodes.Status409Conflict : StatusCodes.Status422UnprocessableEntity, refused.Code, refused.Sentence);
                break;
            default:
                throw new InvalidOperationException("Every outcome has an answer.");
        }
    }

    private Task RefuseAsync(HttpContext context, int status, string code, Phrase sentence)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = UploadRefusal.ContentType;
        return context.Response.Body.WriteAsync(new UploadRefusal(code, sentence.In(language)).Encode(), context.RequestAborted).AsTask();
    }
}
