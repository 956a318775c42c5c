using System.Threading.Channels;

namespace Kiosk.Ui.Screens;

/// <summary>
/// Decides which screen is shown. An answer to a tap is shown for its dwell unless the next one replaces it; when nothing else is to be shown, the resting
/// screen is.
/// </summary>
/// <remarks>
/// An answer stays for at least <see cref="MinDwell"/>. Until then the next welcome, and any screen with a dwell that is not an answer, is held back. Only the newest such
/// screen is held, except that a card being read never replaces a held answer. An answer other than a welcome, and an outage passed to <see cref="Show"/>,
/// appear at once and drop the held screen: nobody may walk in on the previous person's green. Changing the resting screen (<see cref="Rest"/>)
/// never cuts an answer short, shown or held; an outage set that way ends at most the reading of a card.
/// </remarks>
public sealed class ScreenPresenter
{
    /// <summary>
    /// Minimum time an answer is shown: long enough to find one's name and see the colour, and no longer than swapping one card for the next takes,
    /// so that the queue is not held up.
    /// </summary>
    public static readonly TimeSpan MinDwell = TimeSpan.FromMilliseconds(800);

    private readonly TimeProvider time;
    private readonly long started;
    private readonly ScreenStage stage;
    private readonly Lock gate = new();
    private readonly List<Channel<bool>> displays = [];

    /// <param name="resting">The first screen shown.</param>
    /// <exception cref="ArgumentException"><paramref name="resting"/> has a dwell.</exception>
    public ScreenPresenter(TimeProvider time, Screen resting)
    {
        ArgumentNullException.ThrowIfNull(time);
        Require(resting);
        this.time = time;
        started = time.GetTimestamp();
        stage = new(resting);
    }

    // Monotonic, not wall-clock time: setting the clock must neither freeze a screen nor cut it short.
    private TimeSpan Elapsed => time.GetElapsedTime(started);

    /// <summary>Submits a screen. Thread-safe; never waits for the display. A screen that is superseded before being displayed is skipped.</summary>
    public void Show(Screen screen)
    {
        ArgumentNullException.ThrowIfNull(screen);
        lock (gate)
        {
            stage.Enter(screen, Elapsed);
            displays.ForEach(Wake);
        }
    }

    /// <summary>Dismisses a choice that is shown or held; other screens stay.</summary>
    public void EndChoice()
    {
        lock (gate)
        {
            stage.EndChoice(Elapsed);
            displays.ForEach(Wake);
        }
    }

    /// <summary>Changes the resting screen. Thread-safe.</summary>
    /// <exception cref="ArgumentException"><paramref name="resting"/> has a dwell.</exception>
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
    /// Calls <paramref name="sink"/> with each screen to display, never concurrently, until cancelled. Run it once per display: a slow
    /// one then delays no other.
    /// </summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    /// <remarks>An exception from the sink ends the loop.</remarks>
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
            // Timers truncate to whole milliseconds: add one, or it would fire before the dwell is over.
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
            throw new ArgumentException($"{resting} has a dwell; the resting screen must stay.", nameof(resting));
        }
    }

    private static void Wake(Channel<bool> display) => display.Writer.TryWrite(true);
}
