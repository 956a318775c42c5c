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

/// <summary>The two doors of the service, loopback for pages and a Unix socket for commands, each with few seats and little time for whoever dawdles.</summary>
internal static class DoorSetup
{
    /// <summary>Who waits for a seat waits in the kernel, where they cost the service nothing; it cuts this to net.core.somaxconn.</summary>
    private const int WaitingRoom = 4096;

    /// <summary>The longest body is a mode with its purpose, or a command of the page.</summary>
    private const long MaxBodyLength = 64 * 1024;

    private static readonly TimeSpan HeaderTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan IdleTimeout = TimeSpan.FromSeconds(15);

    /// <summary>For answers under way when the service stops.</summary>
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(6);

    /// <param name="port">On 127.0.0.1; 0 takes any free one.</param>
    public static void UseDoors(this WebApplicationBuilder builder, int port, string controlSocket)
    {
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => Listen(kestrel, port, controlSocket));
        builder.Services.Configure<SocketTransportOptions>(transport => (transport.CreateBoundListenSocket, transport.Backlog) = (ControlSocket.Bind, WaitingRoom));
        builder.Services.AddSingleton<ServiceDoors>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopTimeout);
        // Of several factories Kestrel takes the last.
        builder.Services.AddSingleton<IConnectionListenerFactory, PatientListenerFactory>();
    }

    /// <summary>
    /// Marks the seats of those whose request is under way, and answers a stranger once; before anything else that answers. One answer fits into the socket's
    /// buffer: nothing is held for somebody who does not read it.
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
            // An answer that failed has not started; what the stranger asked next must not be taken up all the same.
            ShowOut(context, seat);
            seat.End();
        }
    });

    // Kestrel ends the connection after the answer, and says so in it.
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
