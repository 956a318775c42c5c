#pragma warning disable VSTHRD003 // The awaited task is started here; it runs until the crowd is sent away.
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Kiosk.EndToEnd.Tests.Service;

/// <summary>Clients of the loopback port that send one request after another, read no answers, and reconnect at once when disconnected.</summary>
internal sealed class UnreadCrowd : IAsyncDisposable
{
    private const int SmallestBuffer = 2048;
    private const int QuestionsAtOnce = 200;
    private static readonly TimeSpan ArrivalTimeout = TimeSpan.FromMinutes(5);

    private readonly IPEndPoint door;
    private readonly byte[] said;
    private readonly Socket[] visitors;
    private readonly int[] questions;
    private readonly bool[] settled;
    private readonly TaskCompletionSource here = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task pressing;
    private volatile bool isOver;

    /// <param name="path">The path that all of them request.</param>
    public UnreadCrowd(int port, int count, string path)
    {
        door = new(IPAddress.Loopback, port);
        said = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat($"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n", QuestionsAtOnce)));
        visitors = [.. Enumerable.Range(0, count).Select(_ => Come())];
        (questions, settled) = (new int[count], new bool[count]);
        pressing = Task.Factory.StartNew(Press, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Waits until each client has filled its connection or lost it, or has been refused one.</summary>
    public async Task HereAsync()
    {
        var first = await Task.WhenAny(here.Task, pressing, Task.Delay(ArrivalTimeout));
        Assert.True(first == here.Task, $"Of {visitors.Length} clients {settled.Count(one => !one)} neither filled a connection nor lost it. {pressing.Exception}");
    }

    public async ValueTask DisposeAsync()
    {
        isOver = true;
        await pressing;
        Array.ForEach(visitors, visitor => visitor.Dispose());
    }

    private void Press()
    {
        while (!isOver)
        {
            for (var visitor = 0; visitor < visitors.Length; visitor++)
            {
                Ask(visitor);
            }

            if (Array.TrueForAll(settled, one => one))
            {
                here.TrySetResult();
            }
        }
    }

    private void Ask(int visitor)
    {
        questions[visitor] += visitors[visitor].Send(said, SocketFlags.None, out var error);
        if (error is SocketError.WouldBlock && questions[visitor] > 0)
        {
            settled[visitor] = true;
        }
        else if (error is not (SocketError.Success or SocketError.WouldBlock or SocketError.NotConnected or SocketError.InProgress))
        {
            visitors[visitor].Dispose();
            (visitors[visitor], settled[visitor]) = (Come(), true);
        }
    }

    private Socket Come()
    {
        var visitor = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = SmallestBuffer, Blocking = false };
        try
        {
            visitor.Connect(door);
        }
        catch (SocketException)
        {
            // Connecting; sending fails until the connection is up.
        }

        return visitor;
    }
}
