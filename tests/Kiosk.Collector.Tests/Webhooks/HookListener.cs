using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Kiosk.Collector.Tests.Webhooks;

/// <summary>A system that listens on loopback: it keeps what it is told, and answers as it was told to.</summary>
internal sealed class HookListener : IAsyncDisposable
{
    private readonly WebApplication server;

    private HookListener(int port)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        server = builder.Build();
        server.Run(HandleAsync);
    }

    public ConcurrentQueue<Told> Requests { get; } = new();

    /// <summary>Answers the next requests, then 204.</summary>
    public ConcurrentQueue<int> Answers { get; } = new();

    /// <summary>Never answers, until the request is given up.</summary>
    public bool IsSlow { get; set; }

    public static async Task<HookListener> StartAsync(int port)
    {
        var listener = new HookListener(port);
        await listener.server.StartAsync();
        return listener;
    }

    /// <summary>A port where nobody listens.</summary>
    public static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private async Task HandleAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        Requests.Enqueue(new(context.Request.Headers["webhook-id"].ToString(), context.Request.Headers["webhook-timestamp"].ToString(), context.Request.Headers["webhook-signature"].ToString(), body.ToArray()));
        if (IsSlow)
        {
            await new TaskCompletionSource().Task.WaitAsync(context.RequestAborted);
        }

        context.Response.StatusCode = Answers.TryDequeue(out var status) ? status : StatusCodes.Status204NoContent;
    }
}

/// <summary>A request as it arrived.</summary>
internal sealed record Told(string Id, string Timestamp, string Signature, byte[] Body)
{
    public string Text => System.Text.Encoding.UTF8.GetString(Body);
}
