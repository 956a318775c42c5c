using System.Text.Json;
using System.Threading.Channels;
using Kiosk.Cards;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Configuration;
using Kiosk.Service.Health;
using Kiosk.Service.Hosting;
using Kiosk.Service.Page;
using Kiosk.Ui.Screens;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kiosk.Service.Tests.CheckIn;

/// <summary>The terminal as the host puts it together, on the virtual reader. Everything that it logs, down to the finest level, is kept.</summary>
internal sealed class RunningTerminal : IAsyncDisposable
{
    public const string Id = "HN-01";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Absence = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(100);

    private readonly WebApplication application;
    private readonly VirtualReader reader;
    private readonly ManualTimeProvider time;
    private readonly SkimmedAnswers skimmed = new();
    private readonly Channel<CheckInOutcome> outcomes = Channel.CreateUnbounded<CheckInOutcome>();
    private readonly CapturedLog log = new();

    private RunningTerminal(WebApplication application, VirtualReader reader, ManualTimeProvider time)
    {
        (this.application, this.reader, this.time) = (application, reader, time);
        application.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        application.Services.GetRequiredService<CheckInEvents>().Answered += outcome => outcomes.Writer.TryWrite(outcome);
    }

    public Terminal Parts => application.Services.GetRequiredService<Terminal>();

    public TerminalHealth.Report Health => application.Services.GetRequiredService<TerminalHealth>().Read();

    public CheckInPipeline Pipeline => application.Services.GetRequiredService<CheckInPipeline>();

    /// <summary>All that lives as long as the service and is told of taps. The reader is left out: in a test the card itself lies there.</summary>
    public IEnumerable<object> LongLived =>
    [
        Parts.Cache, Parts.Journal, Parts.Register, Parts.Modes, Parts.Feedback, Parts.Sync, Parts.Notes, Pipeline, Metrics, Operators, Desk, Presenter, .. application.Services.GetServices<IHostedService>(),
        .. HasPage ? new object[] { application.Services.GetRequiredService<PageStage>(), application.Services.GetRequiredService<PageDoor>() } : [],
    ];

    public OperatorScreens Operators => application.Services.GetRequiredService<OperatorScreens>();

    public ProcedureDesk Desk => application.Services.GetRequiredService<ProcedureDesk>();

    public DisplayedDeviceCheck SelfTest => application.Services.GetRequiredService<DisplayedDeviceCheck>();

    public ScreenPresenter Presenter => application.Services.GetRequiredService<ScreenPresenter>();

    /// <summary>The page's address with its token, where the page is switched on.</summary>
    public Uri Page => new(application.PageAddress());

    public bool HasPage => application.Services.GetService<PageDoor>() is not null;

    /// <summary>Of health and metrics.</summary>
    public Uri Address => new(application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First(address => address.StartsWith("http://127.", StringComparison.Ordinal)));

    public string Log => log.Text;

    public string MetricsText => Metrics.ToText(Health);

    /// <summary>What <c>kiosk status --json</c> prints.</summary>
    public string StatusJsonText => JsonSerializer.Serialize(StatusReport.Of(Health, Parts, Metrics), StatusJson.Default.StatusReport);

    private KioskMetrics Metrics => application.Services.GetRequiredService<KioskMetrics>();

    public static async Task<RunningTerminal> StartAsync(KioskOptions options, ManualTimeProvider time, ChallengeSource? challenges)
    {
        var table = new VirtualReader(time, Absence);
        var host = KioskHost.Build(options, table, time, LogLevel.Trace, challenges);
        var terminal = new RunningTerminal(host, table, time);
        await host.StartAsync(CancellationToken.None);
        return terminal;
    }

    /// <summary>Lays a card down, waits for the answer and takes the card away for 50 ms.</summary>
    public Task<CheckInOutcome> TapAsync(CardImage image) => TapAsync(CardOf(image));

    /// <inheritdoc cref="TapAsync(CardImage)"/>
    public async Task<CheckInOutcome> TapAsync(IVirtualCard card)
    {
        var outcome = await LayAsync(card);
        TakeAway();
        return outcome;
    }

    /// <summary>Lays a card down, waits for the answer and leaves the card there.</summary>
    public async Task<CheckInOutcome> LayAsync(IVirtualCard card)
    {
        reader.Present(card);
        return await outcomes.Reader.ReadAsync(CancellationToken.None).AsTask().WaitAsync(Timeout);
    }

    /// <summary>Takes the card away for 50 ms.</summary>
    public void TakeAway()
    {
        reader.Remove();
        time.Advance(Absence);
    }

    /// <summary>The same, while the clock goes on.</summary>
    public async Task<CheckInOutcome> TapAsTimePassesAsync(CardImage image)
    {
        var answered = TapAsync(image);
        while (!answered.IsCompleted)
        {
            await Task.WhenAny(answered, Task.Delay(TimeSpan.FromMilliseconds(1)));
            time.Advance(Step);
        }

        return await answered;
    }

    /// <summary>A card that remembers what it answered, in a room where others listen.</summary>
    public VirtualCard CardOf(CardImage image) => new(image, time, skimmed);

    public async ValueTask DisposeAsync()
    {
        var parts = Parts;
        await application.StopAsync(CancellationToken.None);
        await application.DisposeAsync();
        // In a process of its own these end with it.
        parts.Journal.Dispose();
        parts.Cache.Dispose();
    }
}
