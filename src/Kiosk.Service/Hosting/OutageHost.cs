using Kiosk.Service.CheckIn;
using Kiosk.Service.Configuration;
using Kiosk.Service.Devices;
using Kiosk.Service.Feedback;
using Kiosk.Service.Health;
using Kiosk.Service.Health.Doors;
using Kiosk.Service.Health.Outage;
using Kiosk.Ui.Screens;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Kiosk.Service.Hosting;

/// <summary>The host that runs in the terminal's place while its disk, its journal or its keys cannot be used: screen, lamp, status and health pages say so. Reads no cards.</summary>
internal static class OutageHost
{
    /// <param name="isMended">Whether the terminal can be built now; the host then stops by itself.</param>
    public static WebApplication Build(KioskOptions options, OutOfService outage, Func<bool> isMended, TimeProvider time)
    {
        var builder = KioskHost.CreateBuilder(options, LogLevel.Information);
        var feedback = new FeedbackMap(new FeedbackOptions { TerminalId = options.TerminalId, HideNames = options.HideNames, DutyPhone = options.DutyPhone });
        var services = builder.Services;
        services.AddSingleton(time);
        services.AddSingleton(options);
        services.AddSingleton(outage);
        services.AddSingleton(isMended);
        services.AddSingleton(new ScreenPresenter(time, feedback.ForOutOfService(outage.Code, outage.Notice)));
        services.AddSingleton<OutputFaults>();
        services.AddSingleton<DeviceOpening>();
        services.AddSingleton<TouchSurface>();
        services.AddSingleton<OutagePages>();
        services.AddSingleton(SystemdNotifier.FromEnvironment());
        services.AddHostedService<OutageLoop>();
        services.AddHostedService<DisplayLoop>();
        services.AddHostedService<IndicatorLoop>();
        var application = builder.Build();
        application.UseSeats();
        application.Services.GetRequiredService<OutagePages>().MapTo(application);
        return application;
    }
}
