using System.Threading.Channels;

namespace Kiosk.Ui.Screens;

/// <summary>
/// Decides which screen is seen. A screen that answers a tap is seen for its dwell, unless the next one replaces it; whenever nothing passes, the resting
/// screen is seen.
/// </summary>
/// <remarks>
/// An answer is seen for at least <see cref="LeastDwell"/>. Until that is over the next card's welcome and everything that is no answer waits, one screen of it:
/// the newest, but a card being read never takes the place of an answer that waits. An answer that is no welcome, and an outage that is shown, take
/// the place at once, and what waited is not seen any more: nobody may go in by the green of the one before. A resting screen that is only put up for later
/// cuts no answer short, one that waits included; an outage ends at most the reading of a card.
/// </remarks>
public sealed class ScreenPresenter
{
    /// <summary>
    /// How long an answer is seen at least: long enough to find one's name and the colour, and not longer than it takes to exchange one card for the next,
    /// so that a queue does not wait for it.
    /// </summary>
    public static readonly TimeSpan LeastDwell = TimeSpan.FromMilliseconds(800);

    private readonly TimeProvider time;
    private readonly long started;
    private readonly ScreenStage stage;
    private readonly Lock gate = new();
    private readonly List<Channel<bool>> displays = [];

    /// <param name="resting">What is seen until something else is shown.</param>
    /// <exception cref="ArgumentException"><paramref name="resting"/> is a screen that passes.</exception>
    public ScreenPresenter(TimeProvider time, Screen resting)
    {
        ArgumentNullException.ThrowIfNull(time);
        Require(resting);
        this.time = time;
        started = time.GetTimestamp();
        stage = new(resting);
    }

    // Not the time of day: a clock that is set must neither freeze a screen nor cut it short.
    private TimeSpan Elapsed => time.GetElapsedTime(started);

    /// <summary>Hands over the newest screen, from any thread. Never waits for the display: a screen that is overtaken before it was seen is not seen.</summary>
    public void Show(Screen screen)
    {
        ArgumentNullException.ThrowIfNull(screen);
        lock (gate)
        {
            stage.Enter(screen, Elapsed);
            displays.ForEach(Wake);
        }
    }

    /// <summary>Ends a choice that stands in front or waits; any other screen stays.</summary>
    public void EndChoice()
    {
        lock (gate)
        {
            stage.EndChoice(Elapsed);
            displays.ForEach(Wake);
        }
    }

    /// <summary>Changes what is seen whenever nothing passes, from any thread.</summary>
    /// <exception cref="ArgumentException"><paramref name="resting"/> is a screen that passes.</exception>
    public void Rest(Screen resting)
    {
        Require(resting);
        lock (gate)
        {
            stage.Rest(resting, Elapsed);
            displays.ForEach(Wake);
        }
    }

    /// <summary>
    /// Calls <paramref name="sink"/>, never twice at a time, with each screen that is to be seen. Runs until cancelled; run it once for each display,
    /// and a slow one holds up no other.
    /// </summary>
    /// <exception cref="OperationCanceledException">The terminal stops.</exception>
    /// <remarks>What the sink throws ends the loop.</remarks>
    public async Task RunAsync(Action<Screen> sink, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sink);
        var wakes = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        lock (gate)
        {
            displays.Add(wakes);
        }

        try
        {
            await RunAsync(wakes, sink, cancellationToken);
        }
        finally
        {
            lock (gate)
            {
                displays.Remove(wakes);
            }
        }
    }

    private async Task RunAsync(Channel<bool> wakes, Action<Screen> sink, CancellationToken cancellationToken)
    {
        await using var dwell = time.CreateTimer(_ => Wake(wakes), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        long? seen = null;
        Wake(wakes);
        await foreach (var _ in wakes.Reader.ReadAllAsync(cancellationToken))
        {
            var (screen, turn, remaining) = Front();
            // A timer cuts to whole milliseconds: one more, or it would fire before the dwell is over.
            dwell.Change(remaining == Timeout.InfiniteTimeSpan ? remaining : remaining + TimeSpan.FromMilliseconds(1), Timeout.InfiniteTimeSpan);
            if (seen != turn)
            {
                seen = turn;
                sink(screen);
            }
        }
    }

    private (Screen Screen, long Turn, TimeSpan Remaining) Front()
    {
        lock (gate)
        {
            return stage.FrontAt(Elapsed);
        }
    }

    private static void Require(Screen resting)
    {
        ArgumentNullException.ThrowIfNull(resting);
        if (!resting.IsResting)
        {
            throw new ArgumentException($"{resting} passes; something must stay when it is gone.", nameof(resting));
        }
    }

    private static void Wake(Channel<bool> display) => display.Writer.TryWrite(true);
}
