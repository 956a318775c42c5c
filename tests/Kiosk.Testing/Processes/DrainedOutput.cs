using System.Text;
using System.Threading.Channels;

namespace Kiosk.Testing.Processes;

/// <summary>A process's output, read as it comes, so that a full pipe never stops the process.</summary>
internal sealed class DrainedOutput
{
    private const int BufferLength = 4096;

    private readonly StringBuilder text = new();
    private readonly Channel<bool> news = Channel.CreateUnbounded<bool>();
    private volatile bool isAtEnd;
    private int told;

    // Ends with the stream.
    public DrainedOutput(StreamReader reader) => _ = Task.Run(() => ReadAsync(reader));

    /// <summary>The next line, once it is complete or the last; null after the last.</summary>
    /// <exception cref="TimeoutException">None came in time.</exception>
    public async Task<string?> ReadLineAsync()
    {
        await WaitAsync(HasLine, ChildProcess.Timeout, "No line came in time");
        return TakeLine();
    }

    /// <summary>Waits until the output so far contains the words.</summary>
    /// <exception cref="TimeoutException">They did not come in time, or the output ended without them.</exception>
    public async Task UntilAsync(string words)
    {
        await WaitAsync(() => Holds(words), ChildProcess.Timeout, $"\"{words}\" was not written in time");
        if (!Holds(words))
        {
            throw new TimeoutException($"\"{words}\" was never written, but:\n{this}");
        }
    }

    /// <summary>The complete output, once every process that holds it has ended.</summary>
    /// <exception cref="TimeoutException">Something that the command started still holds it.</exception>
    public async Task<string> AllAsync(TimeSpan within, string command)
    {
        await WaitAsync(() => isAtEnd, within, Held(command));
        return ToString();
    }

    /// <inheritdoc cref="AllAsync"/>
    public string All(TimeSpan within, string command) => SpinWait.SpinUntil(() => isAtEnd, within) ? ToString() : throw new TimeoutException($"{Held(command)}:\n{this}");

    public override string ToString()
    {
        lock (text)
        {
            return text.ToString();
        }
    }

    private static string Held(string command) => $"\"{command}\" ended, but something that it started still holds its output";

    private bool Holds(string words) => ToString().Contains(words, StringComparison.Ordinal);

    private bool HasLine()
    {
        lock (text)
        {
            return text.ToString(told, text.Length - told).Contains('\n', StringComparison.Ordinal);
        }
    }

    private string? TakeLine()
    {
        lock (text)
        {
            var rest = text.ToString(told, text.Length - told);
            var end = rest.IndexOf('\n', StringComparison.Ordinal);
            told += end < 0 ? rest.Length : end + 1;
            return rest.Length == 0 ? null : end < 0 ? rest : rest[..end];
        }
    }

    /// <summary>Returns once the condition holds or the output has ended.</summary>
    private async Task WaitAsync(Func<bool> holds, TimeSpan within, string otherwise)
    {
        using var limit = new CancellationTokenSource(within);
        try
        {
            while (!holds() && await news.Reader.WaitToReadAsync(limit.Token))
            {
                news.Reader.TryRead(out _);
            }
        }
        catch (OperationCanceledException late)
        {
            throw new TimeoutException($"{otherwise}:\n{this}", late);
        }
    }

    private async Task ReadAsync(StreamReader reader)
    {
        var buffer = new char[BufferLength];
        try
        {
            while (await reader.ReadAsync(buffer) is > 0 and var length)
            {
                lock (text)
                {
                    text.Append(buffer, 0, length);
                }

                news.Writer.TryWrite(true);
            }
        }
        catch (Exception closed) when (closed is ObjectDisposedException or IOException or OperationCanceledException)
        {
            // The test has ended.
        }

        isAtEnd = true;
        news.Writer.Complete();
    }
}
