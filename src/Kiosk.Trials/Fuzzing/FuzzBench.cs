using System.Diagnostics.CodeAnalysis;
using Kiosk.Cards;
using Kiosk.Cards.Piv;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Trials.World;
using Kiosk.Verification;
using Kiosk.Verification.Judging;
using Kiosk.Verification.Reasons;
using Kiosk.Verification.Time;

namespace Kiosk.Trials.Fuzzing;

/// <summary>Reads and verifies mutated cards as a terminal does, on a simulated clock. One per worker.</summary>
[SuppressMessage("Design", "CA1001", Justification = "A virtual reader holds nothing but memory.")]
internal sealed class FuzzBench
{
    private const int MaxSteps = 20;
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    /// <summary>How long the machine may take, in real time, to notice that the clock has passed every deadline.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);
    private static readonly ClockReading Clock = new(TrialPki.Now, ClockTrust.Attested);

    private readonly FuzzSubject subject;
    private readonly ManualTimeProvider time = new(TrialPki.Now);
    private readonly VirtualReader reader;
    private readonly CardSession session;
    private readonly ReplayCache answers = new();

    /// <param name="nonce">Used for every challenge; null to generate fresh ones.</param>
    public FuzzBench(FuzzSubject subject, ReadOnlyMemory<byte>? nonce = null)
    {
        this.subject = subject;
        reader = new VirtualReader(time, absence: TimeSpan.Zero);
        var own = new ChallengeSource(TrialPki.TerminalId);
        session = new CardSession(reader, new ChallengeSource(TrialPki.TerminalId, bytes => (LastNonce = nonce?.ToArray() ?? own.Next().Nonce.ToArray()).CopyTo(bytes)), time);
    }

    /// <summary>The nonce of the last challenge; null if there was none.</summary>
    public byte[]? LastNonce { get; private set; }

    public TimeProvider Time => time;

    /// <returns>The terminal's answer, and what is wrong with it.</returns>
    public async ValueTask<FuzzAnswer> JudgeAsync(IVirtualCard card, Genuine genuine, TrustStore trust, CancellationToken cancellationToken)
    {
        LastNonce = null;
        try
        {
            var read = await ReadAsync(card, trust.Profile.Reading, cancellationToken);
            return read is null ? new(ReasonCode.None, "The read did not come to its end.") : Judge(read, genuine, trust);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // An exception that reaches this point is not a parser's own: this is what the fuzzer looks for.
            return new(ReasonCode.None, $"{exception.GetType().Name}: {exception.Message}", exception.ToString());
        }
        finally
        {
            reader.Remove();
        }
    }

    /// <returns>Null if the read hangs after the clock has passed every deadline.</returns>
    private async ValueTask<CardReadResult?> ReadAsync(IVirtualCard card, CardReadingProfile profile, CancellationToken cancellationToken)
    {
        reader.Present(card);
        var arrival = await reader.WaitForCardAsync(cancellationToken);
        var reading = session.ReadAsync(arrival, profile, cancellationToken).AsTask();
        for (var steps = 0; !reading.IsCompleted && steps < MaxSteps; steps++)
        {
            time.Advance(Step);
            await Task.WhenAny(reading, Task.Delay(Pause, TimeProvider.System, CancellationToken.None));
            cancellationToken.ThrowIfCancellationRequested();
        }

        try
        {
            return await reading.WaitAsync(Grace, TimeProvider.System, cancellationToken);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private FuzzAnswer Judge(CardReadResult read, Genuine genuine, TrustStore trust)
    {
        if (read is not CardReadResult.Read { Evidence: var evidence })
        {
            return new(CardReadReason.Of(read));
        }

        var verdict = subject.Verify(evidence, trust, answers, Clock);
        answers.Remember(evidence.Answer);
        return verdict switch
        {
            Verdict.Trusted => new(ReasonCode.Admitted, genuine.Proves(evidence) ? null : "A mutated card was admitted."),
            Verdict.Rejected rejected => new(rejected.Code),
            Verdict.Undecidable undecidable => new(undecidable.Code, undecidable.Card is null || genuine.Proves(evidence) ? null : "A mutated card was named though it was left undecided."),
            _ => new(ReasonCode.None, $"A verdict that nobody knows: {verdict.GetType().Name}."),
        };
    }
}

/// <summary>The terminal's answer to a mutated card or CRL.</summary>
/// <param name="Fault">What is wrong with it, in one sentence; null if nothing is.</param>
/// <param name="Trace">The stack trace, for the finding's file.</param>
internal sealed record FuzzAnswer(ReasonCode Code, string? Fault = null, string? Trace = null);
