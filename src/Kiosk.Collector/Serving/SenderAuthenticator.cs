using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Collector.Desk;
using Kiosk.Collector.Halls;
using Kiosk.Journal.Checkpoints;
using Kiosk.Journal.Upload;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Kiosk.Collector.Serving;

/// <summary>
/// Recognises whose journal a request brings: the terminal's own, by the connection's certificate, or one that a listed hall passes on, by the certificate in the request's header
/// (<see cref="CollectorClient.CertificateHeader"/>). A hall's support desk needs none: the hall's key signs its checkpoints.
/// </summary>
/// <param name="own">This collector's name, which no hall may bear.</param>
internal sealed partial class SenderAuthenticator(TerminalAuthenticator terminals, HallList halls, string own, ILogger logger)
{
    private string? told;

    /// <returns>The terminal, and whether a hall passes its journal on; null where the connection shows a terminal's certificate and is no listed hall's.</returns>
    public (TerminalRecognition Terminal, bool IsPassedOn)? Recognise(HttpContext context, string id)
    {
        var connected = context.Connection.ClientCertificate;
        if (FindHall(connected) is not { } hall)
        {
            return context.Request.Headers.ContainsKey(CollectorClient.CertificateHeader) ? null : (terminals.Recognise(connected), false);
        }

        using var shown = ShownIn(context.Request);
        // A province passes on the support desks of its halls, which are listed here too.
        var desk = shown is null ? hall : FindHall(shown);
        return (desk is not null && id == desk.Name + DeskJournal.IdSuffix
            ? new TerminalRecognition.Known(NoteKey.Create(Checkpoint.OriginOf(id), desk.SubjectPublicKeyInfo.ToArray()))
            : terminals.Recognise(shown, isPassedOn: true), true);
    }

    /// <returns>The listed hall whose connection it is; null if it is none's, or if the list cannot be read: terminals, which are not on it, go on.</returns>
    public CosignerKey? FindHall(X509Certificate2? connected)
    {
        try
        {
            var hall = halls.Find(connected);
            told = null;
            return hall is not null && hall.Name != own ? hall : null;
        }
        catch (Exception unreadable) when (unreadable is HallListException or IOException or UnauthorizedAccessException)
        {
            // Once, not with each request.
            if (Interlocked.Exchange(ref told, unreadable.Message) != unreadable.Message)
            {
                Log.ListNotRead(logger, unreadable.Message);
            }

            return null;
        }
    }

    /// <returns>The terminal's certificate, DER: the one that a hall shows, else the connection's; null if there is none.</returns>
    public static byte[]? CertificateIn(HttpContext context, bool isPassedOn)
    {
        using var shown = isPassedOn ? ShownIn(context.Request) : null;
        return (shown ?? context.Connection.ClientCertificate)?.RawData;
    }

    private static X509Certificate2? ShownIn(HttpRequest request)
    {
        try
        {
            return request.Headers[CollectorClient.CertificateHeader].ToString() is [':', .. var base64, ':'] ? X509CertificateLoader.LoadCertificate(Convert.FromBase64String(base64)) : null;
        }
        catch (Exception malformed) when (malformed is FormatException or CryptographicException)
        {
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(324, LogLevel.Error, "No hall is served, terminals are: the list of halls was not read. {Reason}")]
        public static partial void ListNotRead(ILogger logger, string reason);
    }
}
