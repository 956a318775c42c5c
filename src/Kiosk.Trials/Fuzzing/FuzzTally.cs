using System.Collections.Concurrent;
using Kiosk.Verification.Reasons;

namespace Kiosk.Trials.Fuzzing;

/// <summary>Counts what was answered and how long it took. Safe for use from several threads.</summary>
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

    /// <summary>Mutated lists that were taken without harm.</summary>
    public long ListsTaken => Interlocked.Read(ref listsTaken);

    /// <summary>Mutated cards that were admitted without harm.</summary>
    public long Admitted => answers.GetValueOrDefault(ReasonCode.Admitted);

    public TimeSpan Worst => TimeSpan.FromTicks(Interlocked.Read(ref worstTicks));

    public TimeSpan Average => Cards + Lists == 0 ? TimeSpan.Zero : TimeSpan.FromTicks(Interlocked.Read(ref busyTicks)) / (Cards + Lists);

    /// <summary>How many of the cards each reason code was given to.</summary>
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
