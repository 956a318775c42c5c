using Kiosk.Hardware.Scanners;
using Kiosk.Journal;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Configuration;
using Kiosk.Service.Identity;
using Kiosk.Service.Page;
using Kiosk.Service.Sync;
using Kiosk.Trials.Demo;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Kiosk.Service.Demo;

/// <summary>One door of the demo's meeting: a complete terminal in this process, and the tray that presents cards to it.</summary>
internal sealed class DemoDoor : IAsyncDisposable
{
    private readonly IDemoTray tray;

    private DemoDoor(KioskOptions options, WebApplication application, IDemoTray tray, VirtualScanner scanner, DemoWorld world, TimeProvider time)
    {
        (this.tray, Options, Application) = (tray, options, application);
        Taps = new(world, tray, scanner, application.Services.GetRequiredService<CheckInEvents>(), time);
    }

    /// <summary>The door's name, from 1.</summary>
    public string Name => Options.Door;

    public KioskOptions Options { get; }

    public WebApplication Application { get; }

    public DemoTaps Taps { get; }

    public SyncSetup Sync => Application.Services.GetRequiredService<SyncSetup>();

    public CheckInJournal Journal => Application.Services.GetRequiredService<CheckInJournal>();

    public KioskFolders Folders => new(Options.DataFolder);

    /// <summary>Enrols the terminal, syncs it and starts it.</summary>
    /// <param name="application">Built by these options; disposed of with the door, as the tray is.</param>
    /// <param name="scanner">The application's.</param>
    /// <param name="simulate">Makes what the page shows beside the terminal; null without a page.</param>
    public static async Task<DemoDoor> OpenAsync(
        KioskOptions options, WebApplication application, IDemoTray tray, VirtualScanner scanner, DemoWorld world, DemoEnrolment enrolment, Func<DemoDoor, ISimulation>? simulate, CancellationToken cancellationToken)
    {
        var door = new DemoDoor(options, application, tray, scanner, world, TimeProvider.System);
        try
        {
            await enrolment.RunAsync(application.Services.GetRequiredService<TerminalEnrolment>(), options.TerminalId, options.Door, cancellationToken);
            await DemoSync.RunAsync(door.Sync, cancellationToken);
            if (simulate is not null)
            {
                application.Services.GetRequiredService<PageStage>().Simulation = simulate(door);
            }

            await application.StartAsync(cancellationToken);
            return door;
        }
        catch
        {
            await door.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Application.StopAsync(CancellationToken.None);
        Taps.Dispose();
        await tray.DisposeAsync();
        await Application.DisposeAsync();
    }
}
