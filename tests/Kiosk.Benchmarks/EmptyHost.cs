using Kiosk.Service.Health;
using Microsoft.Extensions.Hosting;

namespace Kiosk.Benchmarks;

/// <summary>The baseline for start-up: an empty generic host that signals when it is ready.</summary>
internal static class EmptyHost
{
    public const string Verb = "empty-host";

    // As for a service: settings next to the program, and no watching of the current folder.
    private static HostApplicationBuilderSettings Settings => new() { ContentRootPath = AppContext.BaseDirectory, Args = ["--hostBuilder:reloadConfigOnChange=false"] };

    public static async Task<int> RunAsync()
    {
        using var host = Host.CreateApplicationBuilder(Settings).Build();
        await host.StartAsync();
        SystemdNotifier.FromEnvironment().Ready("");
        await host.WaitForShutdownAsync();
        return 0;
    }
}
