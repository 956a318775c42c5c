using System.Net.Sockets;
using System.Text;

namespace Kiosk.Devices.Tests.Guest;

/// <summary>The guest's command line, over its second serial port.</summary>
internal sealed class GuestShell : IDisposable
{
    private const string Ready = "ready";

    private readonly Socket socket;
    private readonly StreamReader reader;
    private readonly SemaphoreSlim turn = new(1);
    private int unread;

    private GuestShell(Socket socket)
    {
        this.socket = socket;
        reader = new(new NetworkStream(socket), Encoding.ASCII);
    }

    /// <summary>Waits until the guest is ready for commands.</summary>
    public static async Task<GuestShell> ConnectAsync(string path, CancellationToken cancellationToken)
    {
        var shell = new GuestShell(await UnixSocket.ConnectAsync(path, cancellationToken));
        await shell.AwaitReadyAsync(cancellationToken);
        return shell;
    }

    /// <summary>Waits until the guest, which is starting, is ready for commands.</summary>
    public async Task AwaitReadyAsync(CancellationToken cancellationToken)
    {
        Assert.Equal(Ready, await reader.ReadLineAsync(cancellationToken));
        unread = 0;
    }

    /// <summary>Runs a command of one line. The answer to one that was given up is passed over when it comes.</summary>
    public async Task<(string Output, int Code)> TryAsync(string command, CancellationToken cancellationToken)
    {
        await turn.WaitAsync(cancellationToken);
        try
        {
            await socket.SendAsync(Encoding.UTF8.GetBytes(command + "\n"), cancellationToken);
            unread++;
            var line = "";
            while (unread > 0)
            {
                line = await reader.ReadLineAsync(cancellationToken) ?? throw new IOException("The guest is gone.");
                unread--;
            }

            var answer = line == Ready ? throw new IOException($"The guest started anew while it was asked: {command}") : line.Split(' ');
            return (answer[0] == "-" ? "" : Encoding.UTF8.GetString(Convert.FromBase64String(answer[0])).TrimEnd(), int.Parse(answer[1]));
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Runs a command that must succeed.</summary>
    public async Task<string> RunAsync(string command, CancellationToken cancellationToken)
    {
        var (output, code) = await TryAsync(command, cancellationToken);
        Assert.True(code == 0, $"{command} ended with {code}:\n{output}");
        return output;
    }

    public void Dispose()
    {
        reader.Dispose();
        socket.Dispose();
        turn.Dispose();
    }
}
