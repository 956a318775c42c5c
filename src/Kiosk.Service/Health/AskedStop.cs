using Microsoft.Extensions.Hosting;

namespace Kiosk.Service.Health;

/// <summary>
/// The host stops when the verb that runs it says so, and listens to no signal of its own: what stops it otherwise is a failure, and whoever waits for its end can
/// tell one from the other.
/// </summary>
internal sealed class AskedStop : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
