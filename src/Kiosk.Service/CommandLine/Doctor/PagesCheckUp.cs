using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Service.CommandLine.Client;
using Kiosk.Service.Configuration;
using Kiosk.Service.Health;
using Kiosk.Service.Health.Doors;

namespace Kiosk.Service.CommandLine.Doctor;

/// <summary>Looks whether health, metrics and page are served on loopback, or could be.</summary>
internal sealed class PagesCheckUp(KioskOptions options)
{
    public const string Name = "pages";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(3);

    public async Task<Finding> LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            using var client = new ControlClient(new KioskFolders(options.DataFolder), Timeout);
            var answer = await client.GetAsync(SocketGuard.CommandPrefix + "/status", cancellationToken);
            var report = JsonSerializer.Deserialize(answer.Body, StatusJson.Default.StatusReport)!;
            return report.PagesProblem is { } problem ? Closed(problem) : new(Name, Health.Good, new("Trang giám sát đang hoạt động.", "Health, metrics and page are served."));
        }
        catch (ServiceUnavailableException)
        {
            return await LoopbackProbe.ProblemAsync(cancellationToken) is { } down ? Closed(down) : Try(new(IPAddress.Loopback, options.Http.Port));
        }
    }

    // No service runs, or none that may be asked.
    private static Finding Try(IPEndPoint endpoint)
    {
        try
        {
            using var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(endpoint);
            return new(Name, Health.Good, new($"Cổng {endpoint} còn trống.", $"{endpoint} is free."));
        }
        catch (SocketException exception)
        {
            return Closed($"{endpoint}: {DoorProblem.ReasonOf(endpoint, exception)}");
        }
    }

    public static Finding Closed(string problem) => new(
        Name,
        Health.Doubtful,
        new("Trang giám sát không mở được; máy vẫn ghi nhận.", "Health, metrics and page are not served; check-in goes on."),
        DoorProblem.RemedyFor(problem),
        problem);
}
