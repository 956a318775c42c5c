using Kiosk.Words;

namespace Kiosk.Service.Sync;

/// <summary>Limits the bytes fetched per hour. An hour starts with its first byte. Thread-safe.</summary>
/// <param name="bytesPerHour">Called on every use, since the signed policy may change. Null for no limit.</param>
internal sealed class ByteBudget(TimeProvider time, Func<long?> bytesPerHour)
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly Lock gate = new();
    private long? begun;
    private long spent;
    private long total;

    /// <summary>Bytes fetched since the service started.</summary>
    public long Total => Interlocked.Read(ref total);

    /// <summary>Time until more bytes may be fetched; zero while the budget lasts.</summary>
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

    /// <summary>Counts bytes against the budget without enforcing it: metadata cannot be postponed.</summary>
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

    /// <summary>Counts bytes outside the budget: reading a USB stick is free.</summary>
    public void CountFree(long bytes) => Interlocked.Add(ref total, bytes);

    /// <exception cref="BudgetSpentException">This hour's budget is spent.</exception>
    public void Spend(int bytes)
    {
        if (Wait is { Ticks: > 0 } wait)
        {
            throw new BudgetSpentException(new(
                $"Đã dùng hết {bytesPerHour()} byte của giờ này; phần còn lại được tải sau {wait.TotalMinutes:0} phút.",
                $"This hour's {bytesPerHour()} bytes are spent; the rest follows in {wait.TotalMinutes:0} minutes."));
        }

        Count(bytes);
    }
}

/// <summary>The byte budget is spent.</summary>
internal sealed class BudgetSpentException(Phrase sentence) : SentenceException(sentence);
