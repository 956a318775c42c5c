namespace Kiosk.Service.CheckIn;

/// <summary>Remembers the first failure after which the terminal may admit nobody until it is started anew: the journal or the random source failed.</summary>
internal sealed class ServiceFailure
{
    private OutOfService? outage;

    public OutOfService? Outage => Volatile.Read(ref outage);

    public void Report(OutOfService failure) => Interlocked.CompareExchange(ref outage, failure, null);
}
