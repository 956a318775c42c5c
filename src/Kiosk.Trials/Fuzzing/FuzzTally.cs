using System.Collections.Concurrent;
using Kiosk.Verification.Reasons;

namespace Kiosk.Trials.Fuzzing;

/// <summary>Counts answers and measures durations. Thread-safe.</summary>
internal sealed class FuzzTally
{
    private readonly ConcurrentDictionary<ReasonCode, long> answers = new();
    private long cards;
    private long lists;
    private long listsTaken;
    private long busyTicks;
    private long worstTicks;

    public long Cards => Interlocked.Read(ref cards);

    public long Lists => Interlocked.Read(ref lists);

    /// <summary>Mutated CRLs that were harmlessly accepted.</summary>
    public long ListsTaken => Interlocked.Read(ref listsTaken);

    /// <summary>Mutated cards that were harmlessly admitted.</summary>
    public long Admitted => answers.GetValueOrDefault(ReasonCode.Admitted);

    public TimeSpan Worst => TimeSpan.FromTicks(Interlocked.Read(ref worstTicks));

    public TimeSpan Average => Cards + Lists == 0 ? TimeSpan.Zero : TimeSpan.FromTicks(Interlocked.Read(ref busyTicks)) / (Cards + Lists);

    /// <summary>Number of cards by reason code.</summary>
    public IEnumerable<KeyValuePair<ReasonCode, long>> Answers => answers.OrderBy(pair => pair.Key);

    public void CountCard(FuzzAnswer answer, TimeSpan duration)
    {
        Interlocked.Increment(ref cards);
        answers.AddOrUpdate(answer.Code, 1, static (_, count) => count + 1);
        CountTime(duration);
    }

    public void CountList(FuzzAnswer answer, TimeSpan duration)
    {
        Interlocked.Increment(ref lists);
        if (answer.Code == ReasonCode.Admitted)
        {
            Interlocked.Increment(ref listsTaken);
        }

        CountTime(duration);
    }

    private void CountTime(TimeSpan duration)
    {
        Interlocked.Add(ref busyTicks, duration.Ticks);
        long worst;
        do
        {
            worst = Interlocked.Read(ref worstTicks);
        }
        while (duration.Ticks > worst && Interlocked.CompareExchange(ref worstTicks, duration.Ticks, worst) != worst);
    }
}
