using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Logging;

namespace Kiosk.Service.Health.Doors;

/// <summary>Where the service can be asked, and why it cannot where it cannot. A door that does not open is tried again for as long as the service runs.</summary>
internal sealed partial class ServiceDoors(ILogger<ServiceDoors> logger)
{
    private readonly ConcurrentDictionary<EndPoint, string> closed = new();

    /// <summary>Raised when a door has opened that did not open at start; a handler must not block.</summary>
    public event Action<EndPoint>? Opened;

    /// <summary>Why the pages on loopback are not served, in one sentence; null where they are.</summary>
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

        [LoggerMessage(621, LogLevel.Information, "{Door} is listened on again.")]
        public static partial void Opened(ILogger logger, string door);
    }
}
