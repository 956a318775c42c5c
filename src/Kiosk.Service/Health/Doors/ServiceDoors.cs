using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Logging;

namespace Kiosk.Service.Health.Doors;

/// <summary>State of the service's listeners, with the reason for each one that is closed. A closed one is retried for as long as the service runs.</summary>
internal sealed partial class ServiceDoors(ILogger<ServiceDoors> logger)
{
    private readonly ConcurrentDictionary<EndPoint, string> closed = new();

    /// <summary>Raised when a listener opens that could not be opened at start; a handler must not block.</summary>
    public event Action<EndPoint>? Opened;

    /// <summary>Why the pages are not served on loopback, in one sentence; null if they are.</summary>
    public string? PagesProblem => closed.FirstOrDefault(door => door.Key is IPEndPoint).Value;

    public void Close(EndPoint endpoint, string problem)
    {
        if (!closed.TryGetValue(endpoint, out var known) || known != problem)
        {
            closed[endpoint] = problem;
            Log.Closed(logger, problem);
        }
    }

    public void Open(EndPoint endpoint)
    {
        if (closed.TryRemove(endpoint, out _))
        {
            Log.Opened(logger, endpoint.ToString() ?? "");
            Opened?.Invoke(endpoint);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(620, LogLevel.Error, "{Problem}")]
        public static partial void Closed(ILogger logger, string problem);

        [LoggerMessage(621, LogLevel.Information, "Listening on {Door} again")]
        public static partial void Opened(ILogger logger, string door);
    }
}
