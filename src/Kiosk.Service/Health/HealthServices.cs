using Kiosk.Journal;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Configuration;
using Kiosk.Service.Desks;
using Kiosk.Service.Identity;
using Kiosk.Service.Upload;
using Microsoft.Extensions.DependencyInjection;

namespace Kiosk.Service.Health;

/// <summary>Registers the health services, identically for the service and the self-test.</summary>
internal static class HealthServices
{
    /// <summary>Adds what observes a terminal; requires check-in to be registered.</summary>
    public static IServiceCollection AddHealth(this IServiceCollection services) => services
        .AddSingleton<UploadState>()
        .AddSingleton<TodaysFiles>()
        .AddSingleton<LastRefusal>()
        .AddSingleton<ClerkView>()
        .AddSingleton<DataHealth>()
        .AddSingleton(provider => StateOf(provider.GetRequiredService<KioskOptions>(), provider.GetRequiredService<CheckInJournal>()))
        .AddSingleton<EnrolmentHealth>()
        .AddSingleton<TerminalHealth>()
        .AddSingleton(provider => KioskMetrics.Of(provider.GetRequiredService<CheckInEvents>()))
        .AddSingleton<TerminalStatus>();

    private static EnrolmentState StateOf(KioskOptions options, CheckInJournal journal) => new(new KioskFolders(options.DataFolder).EnrolmentFile, options.TerminalId, journal.KeyKind);
}
