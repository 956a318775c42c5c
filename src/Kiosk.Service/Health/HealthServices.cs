using Kiosk.Service.CheckIn;
using Microsoft.Extensions.DependencyInjection;

namespace Kiosk.Service.Health;

/// <summary>The parts that tell how the terminal is, put together in the same way for the service and for whoever tries the terminal out.</summary>
internal static class HealthServices
{
    /// <summary>Adds what looks at a terminal whose check-in was added before.</summary>
    public static IServiceCollection AddHealth(this IServiceCollection services) => services
        .AddSingleton<DataHealth>()
        .AddSingleton<TerminalHealth>()
        .AddSingleton(provider => KioskMetrics.Of(provider.GetRequiredService<CheckInEvents>()))
        .AddSingleton<TerminalStatus>();
}
