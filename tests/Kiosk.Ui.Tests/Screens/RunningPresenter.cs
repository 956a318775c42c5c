using System.Threading.Channels;
using Kiosk.Ui.Screens;

namespace Kiosk.Ui.Tests.Screens;

/// <summary>A presenter running on another thread, with a display that can be blocked.</summary>
internal sealed class RunningPresenter : IDisposable
{
    private readonly Channel<Screen> begun = Channel.CreateUnbounded<Screen>();
    private readonly Channel<Screen> seen = Channel.CreateUnbounded<Screen>();
    private readonly CancellationTokenSource stop = new();
    private readonly ManualResetEventSlim display = new(true);

    public RunningPresenter(Screen resting)
        : this(new(), resting)
    {
    }

    private RunningPresenter(VirtualTime time, Screen resting)
        : this(time, new ScreenPresenter(time, resting))
    {
    }

    private RunningPresenter(VirtualTime time, ScreenPresenter presenter)
    {
        (Time, Presenter) = (time, presenter);
        Loop = Task.Run(() => Presenter.RunAsync(Draw, stop.Token));
    }

    public VirtualTime Time { get; }

    public ScreenPresenter Presenter { get; }

    public Task Loop { get; }

    /// <summary>Adds another display to the same presenter.</summary>
    public RunningPresenter SecondDisplay() => new(Time, Presenter);

    public void Block() => display.Reset();

    public void Unblock() => display.Set();

    public void Stop() => stop.Cancel();

    /// <summary>The next screen completely drawn.</summary>
    public Task<Screen> NextAsync() => ReadAsync(seen);

    /// <summary>The next screen whose drawing has started.</summary>
    public Task<Screen> NextBegunAsync() => ReadAsync(begun);

    public void Dispose()
    {
        stop.Cancel();
        display.Set();
        stop.Dispose();
    }

    private static async Task<Screen> ReadAsync(Channel<Screen> screens)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        return await screens.Reader.ReadAsync(limit.Token);
    }

    private void Draw(Screen screen)
    {
        begun.Writer.TryWrite(screen);
        display.Wait();
        seen.Writer.TryWrite(screen);
    }
}
