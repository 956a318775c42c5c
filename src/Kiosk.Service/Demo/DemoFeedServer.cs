using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;

namespace Kiosk.Service.Demo;

/// <summary>A static web server for the desk's folder, on a free loopback port.</summary>
internal sealed class DemoFeedServer : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly PhysicalFileProvider files;

    private DemoFeedServer(WebApplication application, PhysicalFileProvider files) => (this.application, this.files) = (application, files);

    /// <summary>The base address, with a trailing slash.</summary>
    public string Address => application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/";

    /// <exception cref="IOException">No port is available.</exception>
    public static async Task<DemoFeedServer> StartAsync(string folder, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var server = new DemoFeedServer(builder.Build(), new PhysicalFileProvider(folder));
        server.application.UseStaticFiles(new StaticFileOptions { FileProvider = server.files, ServeUnknownFileTypes = true });
        await server.application.StartAsync(cancellationToken);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await application.DisposeAsync();
        files.Dispose();
    }
}
