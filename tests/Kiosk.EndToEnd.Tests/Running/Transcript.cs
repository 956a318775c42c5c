using System.Diagnostics;

namespace Kiosk.EndToEnd.Tests.Running;

/// <summary>A running process's output, line by line.</summary>
internal sealed class Transcript
{
    private readonly List<string> lines = [];
    private readonly List<long> stamps = [];
    private readonly Task reading;

    public Transcript(StreamReader reader) => reading = Task.Run(() => ReadAsync(reader));

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (lines)
            {
                return [.. lines];
            }
        }
    }

    /// <summary>When a line was read, as <see cref="Stopwatch.GetTimestamp"/> has it.</summary>
    public long StampOf(int line)
    {
        lock (lines)
        {
            return stamps[line];
        }
    }

    /// <summary>Waits for a line that contains the words, at or after the given index.</summary>
    /// <returns>The index of the line after it.</returns>
    public async Task<int> UntilAsync(string words, int from = 0)
    {
        var found = -1;
        await Eventually.IsAsync(
            () =>
            {
                // Checked first, so that output written before the end is still searched after it.
                var isAtEnd = reading.IsCompleted;
                found = Find(words, from);
                Assert.False(found < 0 && isAtEnd, $"\"{words}\" was never written, but:\n{this}");
                return Task.FromResult(found >= 0);
            },
            () => $"\"{words}\"; written was:\n{this}");
        return found + 1;
    }

    /// <returns>The index of the line after the first that contains the words, at or after the given index; null while there is none.</returns>
    public int? TryFind(string words, int from) => Find(words, from) is >= 0 and var found ? found + 1 : null;

    /// <summary>The complete output, once the process has closed it.</summary>
    public async Task<string> AllAsync()
    {
        await Eventually.IsAsync(() => Task.FromResult(reading.IsCompleted), "the end of the output");
        return ToString();
    }

    public override string ToString() => string.Join('\n', Lines);

    private int Find(string words, int from)
    {
        lock (lines)
        {
            return lines.FindIndex(Math.Min(from, lines.Count), line => line.Contains(words, StringComparison.Ordinal));
        }
    }

    private async Task ReadAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            lock (lines)
            {
                lines.Add(line);
                stamps.Add(Stopwatch.GetTimestamp());
            }
        }
    }
}
