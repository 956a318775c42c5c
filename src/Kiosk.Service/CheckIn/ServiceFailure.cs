namespace Kiosk.Service.CheckIn;

/// <summary>Remembers the first failure after which the terminal may admit nobody until it is started anew: the journal or the random source failed.</summary>
internal sealed class ServiceFailure
{
    private Obstacle? obstacle;

    public Obstacle? Obstacle => Volatile.Read(ref obstacle);

    public void Report(Obstacle failure) => Interlocked.CompareExchange(ref obstacle, failure, null);
}
