namespace Kiosk.Trials.Fuzzing;

/// <summary>Mutates and checks the given number of cards and CRLs on several workers, and collects the findings.</summary>
internal sealed class FuzzRun(FuzzOptions options, FuzzSubject subject)
{
    /// <summary>Maximum time per card or CRL.</summary>
    public static readonly TimeSpan MaxDuration = TimeSpan.FromMilliseconds(100);

    /// <summary>Maximum average time.</summary>
    public static readonly TimeSpan MaxAverage = TimeSpan.FromMilliseconds(10);

    private const int MaxFindings = 20;

    /// <summary>Below this number, start-up costs dominate the average.</summary>
    private const int LeastForAverage = 200;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly List<string> findings = [];
    private long taken;

    public FuzzOptions Options => options;

    public FuzzSubject Subject => subject;

    public FuzzWorld World { get; } = new();

    public FuzzTally Tally { get; } = new();

    public TimeSpan Duration { get; private set; }

    /// <summary>One line per finding with its file. The run stops after 20.</summary>
    public IReadOnlyList<string> Findings
    {
        get
        {
            lock (gate)
            {
                return [.. findings];
            }
        }
    }

    public bool IsTooSlow => Tally.Cards + Tally.Lists >= LeastForAverage && Tally.Average > MaxAverage;

    /// <summary>Runs to completion or until cancelled; cancellation does not throw.</summary>
    /// <param name="progress">Called about once a second.</param>
    public async Task RunAsync(Action progress, CancellationToken cancellationToken)
    {
        var begun = TimeProvider.System.GetTimestamp();
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var workers = Enumerable.Range(0, options.Workers).Select(_ => new FuzzWorker(this)).ToList();
        var work = Task.WhenAll(workers.Select(worker => Task.Run(() => worker.WorkAsync(stopping.Token), CancellationToken.None)));
        while (await Task.WhenAny(work, Task.Delay(Look, TimeProvider.System, CancellationToken.None)) != work)
        {
            Duration = TimeProvider.System.GetElapsedTime(begun);
            progress();
            if (workers.Select(worker => worker.FindHang(options.Timeout)).OfType<FuzzFinding>().FirstOrDefault() is { } hang)
            {
                // The hung thread cannot be stopped; it ends with the process.
                Report(hang);
                await stopping.CancelAsync();
                return;
            }
        }

        Duration = TimeProvider.System.GetElapsedTime(begun);
        try
        {
            await work;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Findings up to this point are kept.
        }
    }

    /// <returns>Null if there are no more, or there are enough findings.</returns>
    public (bool IsList, long Number)? TakeNext()
    {
        var next = Interlocked.Increment(ref taken) - 1;
        if (next >= options.Cards + options.Lists || Findings.Count >= MaxFindings)
        {
            return null;
        }

        return next < options.Cards ? (false, next) : (true, next - options.Cards);
    }

    public void Count(bool isList, FuzzAnswer answer, TimeSpan duration)
    {
        if (isList)
        {
            Tally.CountList(answer, duration);
        }
        else
        {
            Tally.CountCard(answer, duration);
        }
    }

    public void Report(FuzzFinding finding)
    {
        lock (gate)
        {
            findings.Add($"{finding.Fault} ({finding.Mutation}) To have it again: kiosk fuzz --replay {finding.Save(options.Folder)}");
        }
    }
}
