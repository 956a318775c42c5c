namespace Kiosk.Service.Sync;

/// <summary>How many bytes may be fetched within an hour. The hour begins with its first byte. Safe to share between threads.</summary>
/// <param name="bytesPerHour">Asked whenever it matters: the signed policy may change. Null for no limit.</param>
internal sealed class ByteBudget(TimeProvider time, Func<long?> bytesPerHour)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly Lock gate = new();
    private long? begun;
    private long spent;
    private long total;

    /// <summary>Bytes fetched since the start, whatever the hour.</summary>
    public long Total => Interlocked.Read(ref total);

    /// <summary>How long until bytes may be fetched again; zero while some are left.</summary>
    public TimeSpan Wait
    {
        get
        {
            lock (gate)
            {
                return bytesPerHour() is { } limit && begun is { } start && spent >= limit && Hour - time.GetElapsedTime(start) is { Ticks: > 0 } rest ? rest : TimeSpan.Zero;
            }
        }
    }

    /// <summary>Bytes that cost something and cannot be put off: metadata.</summary>
    public void Count(int bytes)
    {
        lock (gate)
        {
            if (begun is not { } start || time.GetElapsedTime(start) >= Hour)
            {
                (begun, spent) = (time.GetTimestamp(), 0);
            }

            spent += bytes;
        }

        CountFree(bytes);
    }

    /// <summary>Bytes that cost nothing: a stick's.</summary>
    public void CountFree(long bytes) => Interlocked.Add(ref total, bytes);

    /// <exception cref="BudgetSpentException">This hour's bytes are spent.</exception>
    public void Spend(int bytes)
    {
        if (Wait is { Ticks: > 0 } wait)
        {
            throw new BudgetSpentException($"This hour's {bytesPerHour()} bytes are spent; the rest follows in {wait.TotalMinutes:0} minutes.");
        }

        Count(bytes);
    }
}

/// <summary>The byte budget is spent. The message is one sentence.</summary>
internal sealed class BudgetSpentException(string message) : Exception(message);
