using Kiosk.Service.CheckIn;
using Kiosk.Service.Upload;
using Microsoft.Extensions.DependencyInjection;

namespace Kiosk.Service.Health;

/// <summary>Registers the health services, identically for the service and the self-test.</summary>
internal static class HealthServices
{
    /// <summary>Adds what observes a terminal; requires check-in to be registered.</summary>
    public static IServiceCollection AddHealth(this IServiceCollection services) => services
        .AddSingleton<UploadState>()
        .AddSingleton<DataHealth>()
        .AddSingleton<TerminalHealth>()
        .AddSingleton(provider => KioskMetrics.Of(provider.GetRequiredService<CheckInEvents>()))
        .AddSingleton<TerminalStatus>();
}
