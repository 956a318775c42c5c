using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Durability;
using Kiosk.Feed.Targets;
using Kiosk.Identity.Enrolment;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Kiosk.EndToEnd.Tests.Running;

/// <summary>The collector's end of an enrolment: register, CA and endpoint behind TLS on loopback.</summary>
internal sealed class EnrolmentServer : IAsyncDisposable
{
    public static readonly ProvinceCode Province = ProvinceCode.Parse("01");

    private readonly X509Certificate2 certificate = SelfSigned();
    private readonly WebApplication application;

    /// <param name="time">By which certificates are issued; null for the machine's.</param>
    public EnrolmentServer(string folder, TimeProvider? time = null)
    {
        time ??= TimeProvider.System;
        Register = new(folder, new DurableFiles(), time);
        Authority = TerminalAuthority.Create("Terminals of a test", time.GetUtcNow());
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        application = builder.Build();
        application.Run(AnswerAsync);
    }

    public TerminalRegister Register { get; }

    public TerminalAuthority Authority { get; }

    /// <summary>Of requests that arrived.</summary>
    public int Requests { get; private set; }

    /// <summary>Once started.</summary>
    public CollectorAddress Address { get; private set; } = null!;

    public async Task StartAsync()
    {
        await application.StartAsync();
        Address = new(new(application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/"), CollectorAddress.PinOf(certificate));
    }

    public async ValueTask DisposeAsync()
    {
        await application.DisposeAsync();
        Authority.Dispose();
        certificate.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        Requests++;
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var response = new EnrolmentEndpoint(Register, Authority).Answer(body.ToArray());
        (context.Response.StatusCode, context.Response.ContentType) = (response.Status, response.ContentType);
        await context.Response.Body.WriteAsync(response.Body, context.RequestAborted);
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = TimeProvider.System.GetUtcNow();
        return new CertificateRequest("CN=collector", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
