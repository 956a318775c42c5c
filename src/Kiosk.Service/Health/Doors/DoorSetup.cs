using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Kiosk.Service.Health.Doors;

/// <summary>Sets up the service's two listeners, loopback for pages and a Unix socket for commands, each with few seats and short timeouts.</summary>
internal static class DoorSetup
{
    /// <summary>Connections without a seat wait in the kernel, where they cost the service nothing; the kernel caps this at net.core.somaxconn.</summary>
    private const int Backlog = 4096;

    /// <summary>In bytes. The longest bodies are a mode with its purpose and a command from the page.</summary>
    private const long MaxBodyLength = 64 * 1024;

    private static readonly TimeSpan HeaderTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan IdleTimeout = TimeSpan.FromSeconds(15);

    /// <summary>Time for answers in progress when the service stops.</summary>
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(6);

    /// <param name="port">On 127.0.0.1; 0 picks any free port.</param>
    public static void UseDoors(this WebApplicationBuilder builder, int port, string controlSocket)
    {
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Listen(kestrel, port, controlSocket));
        builder.Services.Configure<SocketTransportOptions>(transport => (transport.CreateBoundListenSocket, transport.Backlog) = (ControlSocket.Bind, Backlog));
        builder.Services.AddSingleton<ServiceDoors>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopTimeout);
        // Kestrel uses the last factory registered.
        builder.Services.AddSingleton<IConnectionListenerFactory, RetryingListenerFactory>();
    }

    /// <summary>
    /// Marks seats with a request in progress, and closes an untrusted connection after one answer. Must come before any middleware that answers. One answer fits into the
    /// socket's buffer, so nothing is held for a peer that does not read it.
    /// </summary>
    public static void UseSeats(this WebApplication application) => application.Use(async (context, next) =>
    {
        if (context.Features.Get<ConnectionSeat>() is not { } seat)
        {
            await next(context);
            return;
        }

        context.Response.OnStarting(() =>
        {
            ShowOut(context, seat);
            return Task.CompletedTask;
        });
        seat.Begin();
        try
        {
            await next(context);
        }
        finally
        {
            // A request that failed has not started a response; without this, the untrusted peer's next request would be served.
            ShowOut(context, seat);
            seat.End();
        }
    });

    // Kestrel closes the connection after the response, and says so in it.
    private static void ShowOut(HttpContext context, ConnectionSeat seat)
    {
        if (!seat.IsTrusted)
        {
            context.Features.Get<IConnectionLifetimeNotificationFeature>()?.RequestClose();
        }
    }

    private static void Listen(KestrelServerOptions kestrel, int port, string controlSocket)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.RequestHeadersTimeout = HeaderTimeout;
        kestrel.Limits.KeepAliveTimeout = IdleTimeout;
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: HeaderTimeout);
        kestrel.Limits.MaxRequestBodySize = MaxBodyLength;
        kestrel.Limits.MaxRequestBufferSize = MaxBodyLength;
        kestrel.Listen(IPAddress.Loopback, port, Seat);
        kestrel.ListenUnixSocket(controlSocket, Seat);
    }

    private static void Seat(ListenOptions door)
    {
        door.Protocols = HttpProtocols.Http1;
        door.Use(next => async connection =>
        {
            try
            {
                await next(connection);
            }
            finally
            {
                connection.Features.Get<ConnectionSeat>()?.Leave();
            }
        });
    }
}
