using System.Diagnostics;
using Kiosk.Hardware.Readers.Virtual;

namespace Kiosk.EndToEnd.Tests.Running;

/// <summary>Lays cards on an emulated reader as people do: a moment after the last one was taken away, which a reader that is asked now and then must notice, and once more if nothing happens.</summary>
internal sealed class CardHand(Pn532Emulator reader)
{
    private const int MaxTries = 12;

    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(600);
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);

    private long removedAt;

    /// <summary>When the last card was laid down first, as <see cref="Stopwatch.GetTimestamp"/> has it.</summary>
    public long LaidAt { get; private set; }

    /// <summary>Cards that had to be laid down once more.</summary>
    public int Again { get; private set; }

    /// <summary>Lays a card down until the screen shows the words, at or after a line, and takes it away.</summary>
    /// <returns>The index of the line after the words.</returns>
    public async Task<int> LayAsync(CardImage image, Transcript screen, int from, string words)
    {
        int? found = null;
        await LayAsync(image, () => Task.FromResult((found = screen.TryFind(words, from)) is not null), () => $"\"{words}\", but with:\n{string.Join('\n', screen.Lines.Skip(from))}");
        return found!.Value;
    }

    /// <param name="isAnswered">Whether the terminal has answered to this card.</param>
    /// <param name="what">Is expected, for the failure's message.</param>
    public async Task LayAsync(CardImage image, Func<Task<bool>> isAnswered, Func<string> what)
    {
        for (var tries = 1; tries <= MaxTries; tries++, Again++)
        {
            var rest = Gap - Stopwatch.GetElapsedTime(removedAt);
            await Task.Delay(rest > TimeSpan.Zero ? rest : TimeSpan.Zero);
            LaidAt = tries == 1 ? Stopwatch.GetTimestamp() : LaidAt;
            reader.Present(new VirtualCard(image, TimeProvider.System));
            var isDone = await WaitAsync(isAnswered);
            reader.Remove();
            removedAt = Stopwatch.GetTimestamp();
            if (isDone)
            {
                return;
            }
        }

        Assert.Fail($"A card was laid down {MaxTries} times, and never answered with {what()}");
    }

    private static async Task<bool> WaitAsync(Func<Task<bool>> isAnswered)
    {
        var clock = Stopwatch.StartNew();
        while (!await isAnswered())
        {
            if (clock.Elapsed > AnswerTimeout)
            {
                return false;
            }

            await Task.Delay(Interval);
        }

        return true;
    }
}
