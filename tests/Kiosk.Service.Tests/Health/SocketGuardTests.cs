using System.Net;
using Kiosk.Service.Health;
using Microsoft.AspNetCore.Http;

namespace Kiosk.Service.Tests.Health;

public sealed class SocketGuardTests
{
    [Theory]
    [InlineData("/health/live", "127.0.0.1:9464", true)]
    [InlineData("/health/live", "localhost:9464", true)]
    [InlineData("/health/live", "[::1]:9464", true)]
    [InlineData("/health/live", "kiosk.example.org:9464", false)]
    [InlineData("/health/live", "127.0.0.1.example.org", false)]
    [InlineData("/health/live", "", false)]
    [InlineData("/control/status", "127.0.0.1:9464", false)]
    [InlineData("/control", "localhost", false)]
    public Task Over_TCP_only_what_is_no_command_is_answered_and_only_under_a_loopback_name(string path, string host, bool passes) =>
        AssertPasses(IPAddress.Loopback, path, host, passes);

    [Theory]
    [InlineData("/control/status", true)]
    [InlineData("/control/mode", true)]
    [InlineData("/health/live", false)]
    [InlineData("/metrics", false)]
    [InlineData("/controls", false)]
    public Task Over_the_Unix_socket_only_commands_are_answered(string path, bool passes) => AssertPasses(null, path, "localhost", passes);

    private static async Task AssertPasses(IPAddress? local, string path, string host, bool passes)
    {
        var context = new DefaultHttpContext();
        context.Connection.LocalIpAddress = local;
        context.Request.Path = path;
        context.Request.Host = new HostString(host);
        var passed = false;

        await SocketGuard.InvokeAsync(context, _ =>
        {
            passed = true;
            return Task.CompletedTask;
        });

        Assert.Equal((passes, passes ? 200 : 404), (passed, context.Response.StatusCode));
    }
}
