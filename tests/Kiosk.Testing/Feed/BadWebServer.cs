using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Kiosk.Testing.Feed;

/// <summary>A real local web server that serves a folder with one misbehaviour. One request per connection.</summary>
internal sealed class BadWebServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<string, int> times = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource stopped = new();
    private readonly string folder;
    private readonly Func<WebQuestion, WebAnswer?> habit;

    /// <param name="habit">Returns null to answer normally.</param>
    public BadWebServer(string folder, Func<WebQuestion, WebAnswer?> habit)
    {
        (this.folder, this.habit) = (folder, habit);
        listener.Start();
        // Ends with the listener.
        _ = ServeAsync();
    }

    public string Address => $"http://{listener.LocalEndpoint}/";

    public void Dispose()
    {
        stopped.Cancel();
        listener.Dispose();
        stopped.Dispose();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            Socket connection;
            try
            {
                connection = await listener.AcceptSocketAsync(stopped.Token);
            }
            catch (Exception closed) when (closed is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }

            _ = AnswerAsync(connection);
        }
    }

    private async Task AnswerAsync(Socket connection)
    {
        try
        {
            await using var stream = new NetworkStream(connection, ownsSocket: true);
            using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
            var path = (await reader.ReadLineAsync(stopped.Token))!.Split(' ')[1];
            string? range = null;
            while (await reader.ReadLineAsync(stopped.Token) is { Length: > 0 } line)
            {
                range = line.StartsWith("Range: bytes=", StringComparison.OrdinalIgnoreCase) ? line["Range: bytes=".Length..] : range;
            }

            var file = Path.Combine(folder, Uri.UnescapeDataString(path.Split('?')[0][1..]));
            var question = new WebQuestion(path, range, times.AddOrUpdate(path, 1, (_, count) => count + 1), File.Exists(file) ? await File.ReadAllBytesAsync(file, stopped.Token) : null);
            await SendAsync(stream, habit(question) ?? (question.File is null ? new WebAnswer(404, "not found"u8.ToArray()) : new WebAnswer(200, question.File)));
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // The client hung up, or the test is over.
        }
    }

    private async Task SendAsync(NetworkStream stream, WebAnswer answer)
    {
        var head = new StringBuilder(answer.Raw ?? $"{(answer.IsOld ? "HTTP/1.0" : "HTTP/1.1")} {answer.Status.ToString(CultureInfo.InvariantCulture)} so\r\nConnection: close\r\n");
        if (answer.Raw is null)
        {
            head.Append(answer.IsChunked ? "Transfer-Encoding: chunked\r\n" : answer.SaysLength ? $"Content-Length: {answer.Body.Length}\r\n" : "");
            head.Append(string.Concat(answer.Headers.Select(header => $"{header}\r\n"))).Append("\r\n");
        }

        await stream.WriteAsync(Encoding.Latin1.GetBytes(head.ToString()), stopped.Token);
        var sent = answer.Body[..(answer.CutAfter ?? answer.Body.Length)];
        if (answer.IsChunked)
        {
            foreach (var chunk in sent.Chunk(700))
            {
                await stream.WriteAsync((byte[])[.. Encoding.ASCII.GetBytes($"{chunk.Length:x}\r\n"), .. chunk, .. "\r\n"u8], stopped.Token);
            }

            await stream.WriteAsync("0\r\n\r\n"u8.ToArray(), stopped.Token);
        }
        else
        {
            await stream.WriteAsync(sent, stopped.Token);
        }

        if (answer.Hangs)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stopped.Token);
        }
    }
}

/// <summary>One request.</summary>
/// <param name="Range">In the form "100-"; null if absent.</param>
/// <param name="Times">How often this path has been requested, including now.</param>
/// <param name="File">The content a correct server would send; null if there is no such file.</param>
internal sealed record WebQuestion(string Path, string? Range, int Times, byte[]? File)
{
    public bool IsTarget => Path.Contains("/targets/", StringComparison.Ordinal);

    public bool IsJson => Path.EndsWith(".json", StringComparison.Ordinal);
}

/// <summary>The response.</summary>
/// <param name="Body">The complete body, even if only part of it is sent.</param>
internal sealed record WebAnswer(int Status, byte[] Body)
{
    /// <summary>In the form "Name: value".</summary>
    public IReadOnlyList<string> Headers { get; init; } = [];

    public bool SaysLength { get; init; } = true;

    /// <summary>Closes the connection after this many bytes of the body.</summary>
    public int? CutAfter { get; init; }

    public bool IsChunked { get; init; }

    /// <summary>Whether to answer with HTTP/1.0.</summary>
    public bool IsOld { get; init; }

    /// <summary>Sent instead of status line and headers.</summary>
    public string? Raw { get; init; }

    /// <summary>Whether to keep the connection open after sending.</summary>
    public bool Hangs { get; init; }
}
