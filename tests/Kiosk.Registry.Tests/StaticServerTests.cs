using System.Net;
using System.Net.Sockets;
using Kiosk.Testing.Processes;
using Kiosk.Testing.Skipping;
using Kiosk.Trials.Pki;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.FileProviders;

namespace Kiosk.Registry.Tests;

/// <summary>A static server knows nothing of the feed; the terminal's client reads it from one as it is.</summary>
public sealed class StaticServerTests : IDisposable
{
    private static readonly IssuedCard Card = DeskPki.Issue(1);

    private readonly TestFiles files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public async Task Kestrels_static_files_serve_a_feed()
    {
        await PublishAsync();
        await using var server = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = files.Folder }).Build();
        server.Urls.Add("http://127.0.0.1:0");
        server.UseStaticFiles(new StaticFileOptions { FileProvider = new PhysicalFileProvider(files.At("desk/feed")), ServeUnknownFileTypes = true });
        await server.StartAsync();

        await DownloadAsync(server.Urls.Single());
    }

    [FactWithTool("nginx")]
    public async Task Nginx_serves_a_feed()
    {
        await PublishAsync();
        var port = FreePort();
        var configuration = files.Write("nginx.conf", $$"""
            daemon off;
            pid {{files.At("nginx.pid")}};
            error_log stderr warn;
            events { }
            http {
              access_log off;
              default_type application/octet-stream;
              client_body_temp_path {{files.At("body")}};
              proxy_temp_path {{files.At("proxy")}};
              fastcgi_temp_path {{files.At("fastcgi")}};
              uwsgi_temp_path {{files.At("uwsgi")}};
              scgi_temp_path {{files.At("scgi")}};
              server { listen 127.0.0.1:{{port}}; root {{files.At("desk/feed")}}; }
            }
            {{(Environment.IsPrivilegedProcess ? "user root;" : "")}}
            """);
        using var nginx = ChildProcess.Start(FactWithToolAttribute.Find("nginx")!, "-p", files.Folder, "-c", configuration);
        await AnswersAsync(port);
        await DownloadAsync($"http://127.0.0.1:{port}");
    }

    private async Task PublishAsync()
    {
        var source = files.WriteSource(Card);
        (await Programs.RegistryAsync("init", "--desk", files.At("desk"), "--province", "01")).With(0);
        (await Programs.RegistryAsync("publish", "--desk", files.At("desk"), "--from", source)).With(0);
    }

    private async Task DownloadAsync(string address)
    {
        string[] client = ["tuf-client", "--metadata-dir", files.At("client"), "--metadata-url", $"{address}/metadata"];
        (await Programs.KioskAsync([.. client, "init", files.At("desk/feed/metadata/1.root.json")])).With(0);
        (await Programs.KioskAsync([
            .. client,
            "--target-dir", files.At("got"), "--target-base-url", $"{address}/targets",
            "--target-name", "profile.json", "--target-name", "crls/root.crl", "--target-name", "province/01/members.1.set", "--target-name", "province/01/rosters.1.set",
            "download"])).With(0);

        Assert.Equal(4, Directory.EnumerateFiles(files.At("got"), "*", SearchOption.AllDirectories).Count());
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task AnswersAsync(int port)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (true)
        {
            using var socket = new TcpClient();
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, port, timeout.Token);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, timeout.Token);
            }
        }
    }
}
