using Kiosk.Service.Health;
using Microsoft.Extensions.Hosting;

namespace Kiosk.Benchmarks;

/// <summary>The yardstick for start-up: a generic host with nothing in it that says when it is ready.</summary>
internal static class EmptyHost
{
    public const string Verb = "empty-host";

    // As a service would start it: the settings beside the program, and no watching of the folder it happens to start in.
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
