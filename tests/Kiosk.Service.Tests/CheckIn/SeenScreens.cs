using System.Threading.Channels;
using Kiosk.Ui.Screens;

namespace Kiosk.Service.Tests.CheckIn;

/// <summary>The screens shown on the display, in order.</summary>
internal sealed class SeenScreens : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private readonly Channel<Screen> screens = Channel.CreateUnbounded<Screen>();
    private readonly CancellationTokenSource closing = new();

    public SeenScreens(ScreenPresenter presenter) =>
        _ = Task.Run(() => presenter.RunAsync(screen => screens.Writer.TryWrite(screen), closing.Token), CancellationToken.None);

    /// <summary>Waits until this screen is shown, skipping any before it.</summary>
    public Task UntilAsync(Screen expected) => UntilAsync(screen => screen == expected);

    /// <summary>Waits until a matching screen is shown.</summary>
    public async Task<Screen> UntilAsync(Func<Screen, bool> isExpected)
    {
        using var timeout = new CancellationTokenSource(Timeout);
        while (true)
        {
            var screen = await screens.Reader.ReadAsync(timeout.Token);
            if (isExpected(screen))
            {
                return screen;
            }
        }
    }

    /// <summary>The next screen shown.</summary>
    public async Task<Screen> NextAsync()
    {
        using var timeout = new CancellationTokenSource(Timeout);
        return await screens.Reader.ReadAsync(timeout.Token);
    }

    public void Dispose() => closing.Cancel();
}
