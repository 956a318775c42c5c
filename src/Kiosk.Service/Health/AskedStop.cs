using Microsoft.Extensions.Hosting;

namespace Kiosk.Service.Health;

/// <summary>
/// A host lifetime that handles no signals: the verb that runs the host stops it. If the host stops for any other reason, it has failed, and the caller can tell the two apart.
/// </summary>
internal sealed class AskedStop : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
