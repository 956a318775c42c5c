using System.Net;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Collector.Serving;
using Kiosk.Collector.SignIn;
using Kiosk.Durability;
using Kiosk.Words;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kiosk.Collector.Pages;

/// <summary>The HTTPS server for people: on an address of its own, apart from the terminals'.</summary>
internal static class PageServer
{
    private const int MaxConnections = 1_000;
    private const int MaxConnectionsOfOne = 200;
    private const int MaxRequestLength = 65_536;

    /// <param name="keys">The folder of the keys that protect cookies.</param>
    public static WebApplication Create(IPEndPoint address, X509Certificate2 certificate, string keys, PageParts parts)
    {
        var builder = WebApplication.CreateEmptyBuilder(new() { ContentRootPath = AppContext.BaseDirectory });
        // It says at each start that the keys are protected by their folder alone.
        builder.Logging.AddErrorLog().AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxConcurrentConnections = MaxConnections;
            kestrel.Limits.MaxRequestBodySize = MaxRequestLength;
            kestrel.Listen(address, listen =>
            {
                listen.Use(new AddressSeats(MaxConnectionsOfOne).Guard);
                listen.UseHttps(certificate);
            });
        });
        var services = builder.Services;
        services.AddRouting();
        services.AddDataProtection().SetApplicationName("collector").AddKeyManagementOptions(options => options.XmlRepository = new PageKeyFiles(keys, new DurableFiles()));
        services.AddSignIn(parts.Accounts, parts.Time, parts.OpenId);
        services.AddRazorComponents();
        services.AddSingleton(new PageAbilities(parts.Reports.Signer is not null, parts.Invitations is not null));
        var board = new MeetingBoard(parts.Journals, parts.People, parts.Hub, parts.Time);
        services.AddHostedService(provider => new PageWarmup(parts, board, provider, provider.GetRequiredService<ILoggerFactory>()));
        var app = builder.Build();
        app.Use((context, next) => PageSecurity.AddHeadersAsync(context, next));
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = FailAsync });
        app.UseStatusCodePages(status => status.HttpContext.Response.StatusCode is StatusCodes.Status404NotFound
            ? PageAnswer.Sentence(status.HttpContext, StatusCodes.Status404NotFound, PageWords.NotFound).ExecuteAsync(status.HttpContext)
            : Task.CompletedTask);
        app.Use((context, next) => PlainAddress.Is(context.Request) ? next(context) : PageAnswer.Sentence(context, StatusCodes.Status400BadRequest, PageWords.Unreadable).ExecuteAsync(context));
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapAssets();
        app.MapSignIn(parts.OpenId);
        var looks = new LookLog(parts.Looks, parts.Time);
        new MeetingEndpoints(parts, board, looks, app.Lifetime.ApplicationStopping).Map(app);
        new PeopleEndpoints(parts, board, looks).Map(app);
        new ReportEndpoints(parts, looks).Map(app);
        new DeviceEndpoints(parts).Map(app);
        new InvitationEndpoints(parts, looks).Map(app);
        new RehearsalEndpoints(parts, looks).Map(app);
        new ReceiptEndpoints(parts.Roll, parts.Journals).Map(app);
        return app;
    }

    private static Task FailAsync(HttpContext context)
    {
        var failure = context.Features.Get<Microsoft.AspNetCore.Diagnostics.IExceptionHandlerFeature>()?.Error;
        var (status, sentence) = failure switch
        {
            SentenceException unavailable => (StatusCodes.Status503ServiceUnavailable, unavailable.Sentence),
            BadHttpRequestException refused => (refused.StatusCode, PageWords.Unreadable),
            _ => (StatusCodes.Status500InternalServerError, PageWords.Broken),
        };
        return PageAnswer.Sentence(context, status, sentence).ExecuteAsync(context);
    }
}
