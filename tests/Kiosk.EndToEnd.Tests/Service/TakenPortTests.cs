using System.Net;
using System.Net.Sockets;
using Kiosk.EndToEnd.Tests.Running;
using Kiosk.Service.Page;

namespace Kiosk.EndToEnd.Tests.Service;

/// <summary>A monitoring port in use, or no loopback interface, does not stop check-in (case <c>14-kiosk-environment</c>).</summary>
public sealed class TakenPortTests : IDisposable
{
    private readonly Installation installation = new();

    public void Dispose() => installation.Dispose();

    [Fact]
    public async Task The_service_goes_on_without_its_pages_says_so_once_and_opens_them_when_the_port_is_free()
    {
        using var other = new TcpListener(IPAddress.Loopback, installation.Port);
        other.Start();
        await using var service = KioskProcess.Start(new Dictionary<string, string>(StringComparer.Ordinal) { ["Kiosk__Page__Enabled"] = "true" }, "run", "--config", installation.SettingsFile);
        await service.Errors.UntilAsync($"Health, metrics and page are not served on 127.0.0.1:{installation.Port}, check-in goes on: another program uses the port");

        var status = (await KioskProcess.RunAsync("status", "--config", installation.SettingsFile)).AssertExit(0);
        Assert.StartsWith("ready", status.Output, StringComparison.Ordinal);
        Assert.Contains($"pages     Health, metrics and page are not served on 127.0.0.1:{installation.Port}", status.Output, StringComparison.Ordinal);
        var doctor = await KioskProcess.RunAsync("doctor", "--only", "pages", "--json", "--config", installation.SettingsFile);
        Assert.Equal("Doubtful", Assert.Single(doctor.JsonLines).GetProperty("health").GetString());
        // The token in it would go to the program that listens there.
        Assert.False(File.Exists(Path.Combine(installation.Data, PageAddressFile.Name)));

        other.Stop();
        await installation.ReadyAsync();
        await Eventually.IsAsync(() => Task.FromResult(File.Exists(Path.Combine(installation.Data, PageAddressFile.Name))), "the page's address");
        Assert.DoesNotContain("pages  ", (await KioskProcess.RunAsync("status", "--config", installation.SettingsFile)).AssertExit(0).Output, StringComparison.Ordinal);
        service.Signal(KioskProcess.Terminate);
        var errors = (await service.EndAsync()).AssertExit(0).Errors;
        Assert.Single(errors.Split('\n'), line => line.Contains("are not served", StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
    }

    [FactWithNamespaces]
    public async Task Nor_does_a_loopback_interface_that_is_down()
    {
        await using var service = KioskProcess.Start(["unshare", "-n"], new Dictionary<string, string>(StringComparer.Ordinal), "run", "--config", installation.SettingsFile);
        await Eventually.IsAsync(async () => (await KioskProcess.RunAsync("status", "--config", installation.SettingsFile)).ExitCode == 0, "the service is ready");

        var status = await KioskProcess.RunAsync("status", "--config", installation.SettingsFile);
        Assert.Contains("pages     Health, metrics and page reach nobody, check-in goes on: the loopback interface is down; bring it up: ip link set lo up", status.Output, StringComparison.Ordinal);
        service.Signal(KioskProcess.Terminate);
        (await service.EndAsync()).AssertExit(0);
    }
}
