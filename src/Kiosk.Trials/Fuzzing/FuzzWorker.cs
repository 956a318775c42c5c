using Kiosk.Verification.Judging;

namespace Kiosk.Trials.Fuzzing;

/// <summary>Processes mutated cards and CRLs from the run, one at a time.</summary>
internal sealed class FuzzWorker(FuzzRun run)
{
    /// <summary>Number of attempts for a slow input, because load from other programs is not a hang.</summary>
    private const int Attempts = 20;

    private readonly CardMutator cards = new(run.World);
    private readonly ListMutator lists = new(run.World);
    private readonly FuzzBench bench = new(run.Subject);
    private readonly ListBench listBench = new(run.Subject, run.World.Issuers);
    private readonly FuzzTrust trust = run.World.TrustFor(isBound: false);
    private readonly TrustStore plain = run.World.TrustFor(isBound: false).Create();
    private readonly TrustStore bound = run.World.TrustFor(isBound: true).Create();
    private FuzzedCard? card;
    private FuzzedList? list;
    private RecordingCard? laid;
    private long number;
    private long begun;
    private Effort effort;

    /// <summary>Works until the run has no more or is cancelled.</summary>
    public async Task WorkAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested && run.TakeNext() is { } next)
        {
            number = next.Number;
            var (answer, duration) = next.IsList ? JudgeList() : await JudgeCardAsync(cancellationToken);
            if (duration > FuzzRun.MaxDuration && answer.Fault is null)
            {
                answer = answer with { Fault = $"The judgement took {duration.TotalMilliseconds:0} ms." };
            }

            run.Count(next.IsList, answer, duration);
            if (answer.Fault is not null)
            {
                run.Report(Finding(answer));
            }
        }
    }

    /// <summary>The current input if it has taken longer than the timeout; otherwise null.</summary>
    public FuzzFinding? FindHang(TimeSpan timeout)
    {
        var since = Volatile.Read(ref begun);
        return since != 0 && TimeProvider.System.GetElapsedTime(since) > timeout
            ? Finding(new FuzzAnswer(default, $"The judgement did not come to its end within {timeout.TotalSeconds:0} s."))
            : null;
    }

    private FuzzFinding Finding(FuzzAnswer answer) => list is { } mutated
        ? FuzzFinding.OfList(run.Options.Seed, number, answer, mutated, trust)
        : FuzzFinding.OfCard(run.Options.Seed, number, answer, card!, laid!, bench.LastNonce, trust);

    private async ValueTask<(FuzzAnswer Answer, TimeSpan Duration)> JudgeCardAsync(CancellationToken cancellationToken)
    {
        (FuzzAnswer Answer, TimeSpan Duration) best = default;
        for (var attempt = 0; attempt < Attempts && (attempt == 0 || best.Duration > FuzzRun.MaxDuration); attempt++)
        {
            card = cards.Make(new Chance(run.Options.Seed, number));
            list = null;
            laid = card.Lay(bench.Time);
            Begin();
            var answer = await bench.JudgeAsync(laid, card.Genuine, card.Genuine.IsBound ? bound : plain, cancellationToken);
            var duration = End();
            best = attempt == 0 || duration < best.Duration || answer.Fault is not null ? (answer, duration) : best;
        }

        return best;
    }

    private (FuzzAnswer Answer, TimeSpan Duration) JudgeList()
    {
        (FuzzAnswer Answer, TimeSpan Duration) best = default;
        for (var attempt = 0; attempt < Attempts && (attempt == 0 || best.Duration > FuzzRun.MaxDuration); attempt++)
        {
            // Inverts the seed, so that cards and CRLs with the same number are mutated differently.
            list = lists.Make(new Chance(~run.Options.Seed, number));
            Begin();
            var answer = listBench.Judge(list.Encoded, list.Signed);
            var duration = End();
            best = attempt == 0 || duration < best.Duration || answer.Fault is not null ? (answer, duration) : best;
        }

        return best;
    }

    private void Begin()
    {
        effort = Effort.Begin();
        Volatile.Write(ref begun, TimeProvider.System.GetTimestamp());
    }

    private TimeSpan End()
    {
        Volatile.Write(ref begun, 0);
        return effort.SoFar;
    }
}
