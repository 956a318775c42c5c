using Kiosk.Service.CheckIn;
using Microsoft.Extensions.Hosting;

namespace Kiosk.Service.Health;

/// <summary>
/// Collects what is dead, of every generation, between two taps. Left to itself the runtime collects the oldest generation when it has doubled, which at a terminal's pace takes hours: until then
/// resident memory rises with every tap, as if it leaked.
/// </summary>
/// <param name="collect">Stops every thread while it runs.</param>
internal sealed class MemoryLoop(Heartbeat heartbeat, TimeProvider time, Action collect) : BackgroundService
{
    public static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    private readonly PeriodicTimer timer = new(Interval, time);

    public static void CollectAll() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);

    public override void Dispose()
    {
        timer.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await heartbeat.YieldAsync(stoppingToken);
            collect();
        }
    }
}
