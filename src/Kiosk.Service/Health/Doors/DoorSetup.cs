using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Kiosk.Service.Health.Doors;

/// <summary>The two doors of the service, loopback for pages and a Unix socket for commands, each with few seats and little time for whoever dawdles.</summary>
internal static class DoorSetup
{
    private const int PageSeats = 64;
    private const int CommandSeats = 16;

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
        builder.Services.Configure<SocketTransportOptions>(transport => transport.CreateBoundListenSocket = ControlSocket.Bind);
        builder.Services.AddSingleton<ServiceDoors>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopTimeout);
        // Of several factories Kestrel takes the last.
        builder.Services.AddSingleton<IConnectionListenerFactory, PatientListenerFactory>();
    }

    /// <summary>Marks the seats of those whose request is under way; before anything else that answers.</summary>
    public static void UseSeats(this WebApplication application) => application.Use(async (context, next) =>
    {
        var seat = context.Features.Get<ConnectionSeat>();
        seat?.Begin();
        try
        {
            await next(context);
        }
        finally
        {
            seat?.End();
        }
    });

    private static void Listen(KestrelServerOptions kestrel, int port, string controlSocket)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.RequestHeadersTimeout = HeaderTimeout;
        kestrel.Limits.KeepAliveTimeout = IdleTimeout;
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: HeaderTimeout);
        kestrel.Limits.MaxRequestBodySize = MaxBodyLength;
        // For each door: those that lost their seat and have not gone yet count too.
        kestrel.Limits.MaxConcurrentConnections = 2 * PageSeats;
        kestrel.Listen(IPAddress.Loopback, port, door => Seat(door, PageSeats));
        kestrel.ListenUnixSocket(controlSocket, door => Seat(door, CommandSeats));
    }

    private static void Seat(ListenOptions door, int count)
    {
        var seats = new ConnectionSeats(count);
        door.ApplicationServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.Register(seats.ClearIdle);
        door.Protocols = HttpProtocols.Http1;
        door.Use(next => connection => seats.ServeAsync(connection, next));
    }
}
