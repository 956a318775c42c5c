using Kiosk.Service.Configuration;
using Kiosk.Service.Devices;
using Kiosk.Ui.Screens;
using Kiosk.Words;
using Microsoft.Extensions.Logging;

namespace Kiosk.Service.Tests.Devices;

public sealed class DisplayLoopTests : IDisposable
{
    private static readonly Screen Waiting = new Screen.Idle(TerminalPurpose.VerifyOnly, null, null, default);

    private readonly string folder = Directory.CreateTempSubdirectory("kiosk-display-").FullName;
    private readonly ScreenPresenter presenter = new(TimeProvider.System, Waiting);
    private readonly TouchSurface surface = new();
    private readonly OutputFaults faults = new();
    private readonly FirstLines log = new();

    [Fact]
    public async Task The_screen_in_front_is_in_the_file()
    {
        using var loop = Loop(new DisplayOptions { Kind = "png", File = Path.Combine(folder, "screen.png") });
        await loop.StartAsync(CancellationToken.None);

        await UntilAsync(() => File.Exists(Path.Combine(folder, "screen.png")));
        await loop.StopAsync(CancellationToken.None);

        Assert.Empty(log.Lines);
    }

    [Fact]
    public async Task A_display_that_cannot_be_written_is_told_once_and_again_when_it_works()
    {
        var late = Path.Combine(folder, "late");
        using var loop = Loop(new DisplayOptions { Kind = "png", File = Path.Combine(late, "screen.png") });
        await loop.StartAsync(CancellationToken.None);
        await UntilAsync(() => log.Lines.Count == 1);
        await UntilAsync(() => faults.Has(Output.Display));
        presenter.Show(new Screen.Verified());
        Directory.CreateDirectory(late);
        presenter.Show(new Screen.Undecidable());

        await UntilAsync(() => log.Lines.Count == 2);
        await loop.StopAsync(CancellationToken.None);

        Assert.StartsWith("The display shows nothing:", log.Lines[0], StringComparison.Ordinal);
        Assert.Equal("The display shows pictures again.", log.Lines[1]);
        Assert.False(faults.Has(Output.Display));
    }

    [Fact]
    public async Task A_display_that_comes_back_shows_the_screen_of_that_moment_without_another_one()
    {
        var late = Path.Combine(folder, "late");
        using var loop = Loop(new DisplayOptions { Kind = "png", File = Path.Combine(late, "screen.png") });
        await loop.StartAsync(CancellationToken.None);
        await UntilAsync(() => log.Lines.Count == 1);

        Directory.CreateDirectory(late);
        await UntilAsync(() => log.Lines.Count == 2);
        Assert.True(File.Exists(Path.Combine(late, "screen.png")));
        await loop.StopAsync(CancellationToken.None);

        Assert.Equal("The display shows pictures again.", log.Lines[1]);
    }

    [Fact]
    public async Task What_can_be_touched_is_what_the_picture_shows()
    {
        using var loop = Loop(new DisplayOptions { Kind = "png", Rotation = 90, File = Path.Combine(folder, "screen.png") });
        await loop.StartAsync(CancellationToken.None);

        presenter.Show(new Screen.ProcedureChoice([Phrase.Untranslated("Nộp đảng phí")]));
        await UntilAsync(() => surface.Map.Targets.Count > 0);
        var (map, tile) = (surface.Map, surface.Map.Targets.Single(target => target.Action is ScreenAction.Choose));
        presenter.Show(new Screen.Verified());
        await UntilAsync(() => surface.Map.Targets.Count == 0);
        await loop.StopAsync(CancellationToken.None);

        Assert.Equal((480, 800), (map.Width, map.Height));
        Assert.Equal(new ScreenAction.Choose(0), map.ActionAt(tile.X + (tile.Width / 2), tile.Y + (tile.Height / 2)));
        Assert.Null(map.ActionAt(479, 0));
    }

    [Fact]
    public async Task What_an_earlier_version_left_in_the_data_folder_is_removed()
    {
        var data = Directory.CreateDirectory(Path.Combine(folder, "data")).FullName;
        await File.WriteAllTextAsync(Path.Combine(data, "screen.png"), "a welcome");
        using var loop = new DisplayLoop(presenter, surface, faults, new KioskOptions { DataFolder = data }, TimeProvider.System, log);
        await loop.StartAsync(CancellationToken.None);
        await UntilAsync(() => loop.ExecuteTask is { IsCompletedSuccessfully: true });

        Assert.Empty(Directory.GetFiles(data));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("text")]
    public async Task A_terminal_without_a_panel_draws_nothing(string kind)
    {
        using var loop = Loop(new DisplayOptions { Kind = kind });
        await loop.StartAsync(CancellationToken.None);
        await UntilAsync(() => loop.ExecuteTask is { IsCompletedSuccessfully: true });

        Assert.Empty(Directory.GetFiles(folder));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static async Task UntilAsync(Func<bool> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!holds())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, limit.Token);
        }
    }

    private DisplayLoop Loop(DisplayOptions options) => new(presenter, surface, faults, new KioskOptions { DataFolder = folder, Display = options }, TimeProvider.System, log);

    private sealed class FirstLines : ILogger<DisplayLoop>
    {
        private readonly List<string> lines = [];

        public List<string> Lines
        {
            get
            {
                lock (lines)
                {
                    return [.. lines];
                }
            }
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (lines)
            {
                lines.Add(formatter(state, exception));
            }
        }
    }
}
