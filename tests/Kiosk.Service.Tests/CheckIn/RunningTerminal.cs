using System.Text.Json;
using System.Threading.Channels;
using Kiosk.Cards;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Hardware.Scanners;
using Kiosk.Journal;
using Kiosk.Service.Alarms;
using Kiosk.Service.Cache;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Configuration;
using Kiosk.Service.Desks;
using Kiosk.Service.Feedback;
using Kiosk.Service.Health;
using Kiosk.Service.Hosting;
using Kiosk.Service.Page;
using Kiosk.Service.SelfTest;
using Kiosk.Service.Sync;
using Kiosk.Service.Time;
using Kiosk.Ui.Screens;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kiosk.Service.Tests.CheckIn;

/// <summary>The terminal as the host builds it, on the virtual reader. Keeps all log output, down to the finest level.</summary>
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
    private readonly VirtualScanner scanner;
    private readonly Channel<CheckInOutcome> outcomes = Channel.CreateUnbounded<CheckInOutcome>();
    private readonly CapturedLog log = new();

    private RunningTerminal(WebApplication application, VirtualReader reader, VirtualScanner scanner, ManualTimeProvider time)
    {
        (this.application, this.reader, this.scanner, this.time) = (application, reader, scanner, time);
        application.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        application.Services.GetRequiredService<CheckInEvents>().Answered += outcome => outcomes.Writer.TryWrite(outcome);
    }

    public KioskCache Cache => Part<KioskCache>();

    public CheckInJournal Journal => Part<CheckInJournal>();

    public ClockMonitor Clock => Part<ClockMonitor>();

    public KeyLock KeyLock => Part<KeyLock>();

    public bool IsStopping => Part<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested;

    public DoorAlarm Alarm => Part<DoorAlarm>();

    public AttendanceRegister Register => Part<AttendanceRegister>();

    public ModeSwitch Modes => Part<ModeSwitch>();

    public SyncState Sync => Part<SyncState>();

    public TapContextSource Contexts => Part<TapContextSource>();

    public TerminalControl Control => Part<TerminalControl>();

    public TerminalNotes Notes => Part<TerminalNotes>();

    public TerminalStatus Status => Part<TerminalStatus>();

    public TerminalHealth.Report Health => Part<TerminalHealth>().Read();

    public TapAnswering Answering => Part<TapAnswering>();

    public CheckInPipeline Pipeline => Part<CheckInPipeline>();

    /// <summary>Every object that lives as long as the service and receives taps. Excludes the reader, on which the card itself lies in a test.</summary>
    public IEnumerable<object> LongLived =>
    [
        Cache, Journal, Part<AttendanceRegister>(), Modes, Part<FeedbackMap>(), Sync, Notes, Pipeline, Answering, Metrics, Part<LastTaps>(), Operators, Desk, Shift, Records, Presenter, .. application.Services.GetServices<IHostedService>(),
        .. HasPage ? new object[] { application.Services.GetRequiredService<PageStage>(), application.Services.GetRequiredService<PageDoor>() } : [],
    ];

    public OperatorScreens Operators => Part<OperatorScreens>();

    public OperatorDesk Menu => Part<OperatorDesk>();

    public ProcedureDesk Desk => Part<ProcedureDesk>();

    public ScreenDesks Desks => Part<ScreenDesks>();

    public ClerkShift Shift => Part<ClerkShift>();

    public ClerkView ClerkView => Part<ClerkView>();

    public TodaysFiles Files => Part<TodaysFiles>();

    public OwnRecordDesk Records => Part<OwnRecordDesk>();

    public Screen Resting => Part<RestingScreen>().Now(_ => false);

    public OperatorActs Acts => Part<OperatorActs>();

    public DisplayedDeviceCheck DeviceCheck => Part<DisplayedDeviceCheck>();

    public ScreenPresenter Presenter => Part<ScreenPresenter>();

    /// <summary>The page's address with its token, if the page is enabled.</summary>
    public Uri Page => new(application.PageAddress());

    public bool HasPage => application.Services.GetService<PageDoor>() is not null;

    /// <summary>Base address of the health pages and metrics.</summary>
    public Uri Address => new(application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First(address => address.StartsWith("http://127.", StringComparison.Ordinal)));

    public string Log => log.Text;

    public string MetricsText => Metrics.ToText(Health);

    /// <summary>What <c>kiosk status --json</c> prints.</summary>
    public string StatusJsonText => JsonSerializer.Serialize(Status.Of(Health), StatusJson.Default.StatusReport);

    private T Part<T>()
        where T : notnull => application.Services.GetRequiredService<T>();

    private KioskMetrics Metrics => Part<KioskMetrics>();

    public static async Task<RunningTerminal> StartAsync(KioskOptions options, ManualTimeProvider time, ChallengeSource? challenges, HttpMessageHandler? collector = null)
    {
        var table = new VirtualReader(time, Absence);
        var codes = new VirtualScanner();
        var host = KioskHost.Build(options, table, time, LogLevel.Trace, challenges, collector: collector, scanner: codes);
        var terminal = new RunningTerminal(host, table, codes, time);
        await host.StartAsync(CancellationToken.None);
        return terminal;
    }

    /// <summary>Places a card, waits for the answer and removes the card for 50 ms.</summary>
    public Task<CheckInOutcome> TapAsync(CardImage image) => TapAsync(CardOf(image));

    /// <inheritdoc cref="TapAsync(CardImage)"/>
    public async Task<CheckInOutcome> TapAsync(IVirtualCard card)
    {
        var outcome = await LayAsync(card);
        TakeAway();
        return outcome;
    }

    /// <summary>Places a card, waits for the answer and leaves the card in place.</summary>
    public async Task<CheckInOutcome> LayAsync(IVirtualCard card)
    {
        reader.Present(card);
        return await outcomes.Reader.ReadAsync(CancellationToken.None).AsTask().WaitAsync(Timeout);
    }

    /// <summary>Holds a code to the scanner and waits for the answer.</summary>
    public async Task<CheckInOutcome> ScanAsync(string code)
    {
        scanner.Present(code);
        return await outcomes.Reader.ReadAsync(CancellationToken.None).AsTask().WaitAsync(Timeout);
    }

    /// <summary>Removes the card for 50 ms.</summary>
    public void TakeAway()
    {
        reader.Remove();
        time.Advance(Absence);
    }

    /// <summary>The same, while the clock advances.</summary>
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

    /// <summary>A virtual card whose traffic is recorded, as by an eavesdropper.</summary>
    public VirtualCard CardOf(CardImage image) => new(image, time, skimmed);

    public async ValueTask DisposeAsync()
    {
        var (journal, cache) = (Journal, Cache);
        await application.StopAsync(CancellationToken.None);
        await application.DisposeAsync();
        // In production these end with the process.
        journal.Dispose();
        cache.Dispose();
    }
}
