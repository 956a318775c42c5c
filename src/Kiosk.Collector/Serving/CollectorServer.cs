using System.Net;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Collector.Doors;
using Kiosk.Collector.Ingest;
using Kiosk.Collector.Keys;
using Kiosk.Collector.Storage;
using Kiosk.Journal.Upload;
using Kiosk.Words;
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

    /// <param name="authorities">The terminals' CA; empty to try things out.</param>
    /// <param name="language">Of the sentences that terminals are told.</param>
    public static WebApplication Create(
        IPEndPoint address, X509Certificate2 certificate, CollectorKey key, JournalStore store, X509Certificate2Collection authorities, TimeProvider time, Language language)
    {
        // Without the default configuration, which watches files recursively from the content root.
        var builder = WebApplication.CreateEmptyBuilder(new() { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true).SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = MaxConnections;
            kestrel.Limits.MaxRequestBodySize = UploadBatch.MaxLength;
            kestrel.Listen(address, listen => listen.UseHttps(https =>
            {
                https.ServerCertificate = certificate;
                https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
                // Judged by each request, which can answer with a sentence.
                https.ClientCertificateValidation = (_, _, _) => true;
            }));
        });
        builder.Services.AddRouting();
        var app = builder.Build();
        Map(app, key, store, new(authorities, time), time, language);
        return app;
    }

    private static void Map(WebApplication app, CollectorKey key, JournalStore store, TerminalAuthenticator authenticator, TimeProvider time, Language language)
    {
        var hub = new ArrivalHub(store, time);
        var frames = new FramesEndpoint(authenticator, new BatchIngest(store, key, time), hub, language);
        var arrivals = new ArrivalsEndpoint(authenticator, hub, time, app.Lifetime.ApplicationStopping);
        app.MapPost("/v1/terminals/{id}/frames", frames.HandleAsync);
        app.MapGet("/v1/meetings/{meeting}/arrivals", arrivals.HandleAsync);
        app.MapGet("/health/live", (HttpContext context) => context.Response.WriteAsync("live\n"));
    }
}
