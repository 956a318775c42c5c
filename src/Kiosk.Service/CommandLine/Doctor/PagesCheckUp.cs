using System.Net;
using System.Net.Sockets;
using Kiosk.Service.CommandLine.Client;
using Kiosk.Service.Configuration;
using Kiosk.Service.Health.Doors;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine.Doctor;

/// <summary>Looks whether health, metrics and page are served on loopback, or could be.</summary>
/// <param name="running">Null if no service runs, or none that this user may ask.</param>
internal sealed class PagesCheckUp(KioskOptions options, RunningService? running)
{
    public const string Name = "pages";

    private static readonly Phrase Served = new("Trang giám sát đang hoạt động.", "Health, metrics and page are served.");

    public async Task<Finding> LookAsync(CancellationToken cancellationToken)
    {
        if (running is not null)
        {
            return running.Report.PagesProblem is { } problem ? Closed(problem) : new(Name, Health.Good, Served);
        }

        return await LoopbackProbe.ProblemAsync(cancellationToken) is { } down ? Closed(down)
            : await LoopbackHealth.IsServedAsync(options.Http.Port, cancellationToken) ? new(Name, Health.Good, Served)
            : Try(new(IPAddress.Loopback, options.Http.Port));
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
