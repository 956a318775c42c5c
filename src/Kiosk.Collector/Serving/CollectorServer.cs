using System.Net;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Collector.Doors;
using Kiosk.Collector.Ingest;
using Kiosk.Collector.Roll;
using Kiosk.Identity.Enrolment;
using Kiosk.Journal.Upload;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kiosk.Collector.Serving;

/// <summary>The collector's HTTPS server.</summary>
internal static class CollectorServer
{
    private const int MaxConnections = 2_000;

    /// <summary>A hall of fifty doors behind one address has some 150; an upstream collector's hall one for each meeting that it follows.</summary>
    private const int MaxConnectionsOfOne = 500;

    public static WebApplication Create(IPEndPoint address, X509Certificate2 certificate, CollectorParts parts)
    {
        // Without the default configuration, which watches files recursively from the content root.
        var builder = WebApplication.CreateEmptyBuilder(new() { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.AddErrorLog();
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = MaxConnections;
            kestrel.Limits.MaxRequestBodySize = UploadBatch.MaxLength;
            kestrel.Listen(address, listen =>
            {
                listen.Use(new AddressSeats(MaxConnectionsOfOne).Guard);
                listen.UseHttps(https =>
                {
                    https.ServerCertificate = certificate;
                    https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
                    // Judged by each request, which can answer with a sentence.
                    https.ClientCertificateValidation = (_, _, _) => true;
                });
            });
        });
        builder.Services.AddRouting();
        if (parts.Feed is { } feed)
        {
            builder.Services.AddHostedService(services => new RollRefresh(parts.Roll, feed, parts.FeedRoot, parts.Desk, parts.Time, services.GetRequiredService<ILogger<RollRefresh>>()));
        }

        var app = builder.Build();
        app.Use((context, next) =>
        {
            if (PlainAddress.Is(context.Request))
            {
                return next(context);
            }

            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return Task.CompletedTask;
        });
        Map(app, parts);
        return app;
    }

    private static void Map(WebApplication app, CollectorParts parts)
    {
        var authenticator = new TerminalAuthenticator(parts.Authorities, parts.Desk, parts.Roll, parts.Time);
        var hub = parts.Hub ?? new ArrivalHub(parts.Store, parts.Time);
        var senders = new SenderAuthenticator(authenticator, parts.Halls, parts.Key.Key.Name, app.Logger);
        var frames = new FramesEndpoint(senders, new BatchIngest(parts.Store, parts.Key, parts.Time, parts.Outbox, new KeysInForce(parts.Roll, parts.Desk).IsReplaced), hub, new CertificateBook(parts.Upstream), new(parts.States, parts.Time), parts.Language);
        var arrivals = new ArrivalsEndpoint(authenticator, senders, hub, parts.Store, parts.Time, app.Lifetime.ApplicationStopping);
        app.MapPost("/v1/terminals/{id}/frames", frames.HandleAsync);
        app.MapPut("/v1/terminals/{id}/state", new StateEndpoint(authenticator, parts.States, hub, parts.Time).HandleAsync);
        app.MapGet("/v1/meetings/{meeting}/arrivals", arrivals.HandleAsync);
        if (parts.Api is { } api)
        {
            app.MapGet("/v1/meetings", api.MeetingsAsync);
            app.MapGet("/v1/meetings/{meeting}/attendance", api.AttendanceAsync);
            app.MapGet("/v1/terminals", api.TerminalsAsync);
            app.MapGet("/openapi.json", OpenApiAsync);
        }

        app.MapGet("/health/live", (HttpContext context) => context.Response.WriteAsync("live\n"));
        if (parts.Desk is { } desk)
        {
            app.MapPost($"/{EnrolmentEndpoint.Path}", new EnrolEndpoint(desk, parts.Roll).HandleAsync);
        }
    }

    private static Task OpenApiAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        return context.Response.Body.WriteAsync(OpenApiDocument.Read(), context.RequestAborted).AsTask();
    }
}
