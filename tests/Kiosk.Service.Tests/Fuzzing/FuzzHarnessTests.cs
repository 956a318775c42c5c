using System.Text.Json;
using Kiosk.Cards;
using Kiosk.CommandLine;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Service.CommandLine;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Testing.Durability;
using Kiosk.Trials.Fuzzing;
using Kiosk.Trials.World;
using Kiosk.Verification;
using Kiosk.Verification.Crls;
using Kiosk.Verification.Judging;
using Kiosk.Verification.Time;

namespace Kiosk.Service.Tests.Fuzzing;

/// <summary>The fuzzer can fail: each test plants one fault and sees it found, written down, and had again.</summary>
public sealed class FuzzHarnessTests : IDisposable
{
    private const int Seed = 7;

    private readonly TestFolder folder = TestFolder.Fast();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_verifier_that_accepts_too_much_is_found_and_found_again()
    {
        var lax = FuzzSubject.Terminal with { Verify = (evidence, _, _, _) => Trust(evidence) };

        var run = await RunAsync(lax, cards: 300, lists: 0);

        Assert.All(run.Findings, finding => Assert.StartsWith("A mutated card was admitted.", finding, StringComparison.Ordinal));
        Assert.Equal(ExitCode.No, await FuzzCommand.ReplayAsync(FirstFile, lax, asJson: true, Kiosk.Words.Language.English, CancellationToken.None));
        Assert.Equal(ExitCode.Done, await FuzzCommand.ReplayAsync(FirstFile, FuzzSubject.Terminal, asJson: false, Kiosk.Words.Language.English, CancellationToken.None));
    }

    [Fact]
    public async Task A_verifier_that_lost_the_check_of_the_answer_is_found()
    {
        var run = await RunAsync(FuzzSubject.Terminal with { Verify = VerifyWithoutAnswer }, cards: 600, lists: 0);

        Assert.All(run.Findings, finding => Assert.StartsWith("A mutated card was admitted.", finding, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_exception_that_is_not_the_parsers_own_is_found_and_found_again()
    {
        var broken = FuzzSubject.Terminal with { Verify = (evidence, trust, answers, clock) => EvidenceVerifier.Verify(evidence, trust, answers, clock) is Verdict.Rejected ? throw Planted() : new Verdict.Rejected(default) };

        var run = await RunAsync(broken, cards: 200, lists: 0);

        Assert.All(run.Findings, finding => Assert.StartsWith("IndexOutOfRangeException: ", finding, StringComparison.Ordinal));
        Assert.Equal(ExitCode.No, await FuzzCommand.ReplayAsync(FirstFile, broken, asJson: false, Kiosk.Words.Language.English, CancellationToken.None));
    }

    [Fact]
    public async Task A_judgement_of_150_ms_is_found()
    {
        var run = await RunAsync(Slowed(TimeSpan.FromMilliseconds(150)), cards: 12, lists: 0);

        Assert.All(run.Findings, finding => Assert.StartsWith("The judgement took ", finding, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Judgements_of_30_ms_are_too_slow_all_together()
    {
        var run = new FuzzRun(OptionsFor(cards: 200, lists: 0), Slowed(TimeSpan.FromMilliseconds(30)));
        await using var output = new StringWriter();

        Assert.Equal(ExitCode.No, await FuzzCommand.RunAsync(run, asJson: false, output, Kiosk.Words.Language.English, CancellationToken.None));
        Assert.Contains("Too slow on the average.", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_judgement_that_never_ends_is_found()
    {
        using var end = new ManualResetEventSlim();
        var hanging = FuzzSubject.Terminal with
        {
            Verify = (evidence, trust, answers, clock) =>
            {
                end.Wait(CancellationToken.None);
                return EvidenceVerifier.Verify(evidence, trust, answers, clock);
            },
        };

        var run = await RunAsync(hanging, cards: 100, lists: 0, timeout: TimeSpan.FromSeconds(1));

        end.Set();
        Assert.StartsWith("The judgement did not come to its end within 1 s.", Assert.Single(run.Findings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_taken_without_its_signature_is_found_and_found_again()
    {
        var lax = FuzzSubject.Terminal with { Check = (der, _) => Unchecked(CrlParser.Parse(der)) };

        var run = await RunAsync(lax, cards: 0, lists: 400);

        Assert.All(run.Findings, finding => Assert.StartsWith("A mutated list was taken.", finding, StringComparison.Ordinal));
        Assert.Equal(ExitCode.No, await FuzzCommand.ReplayAsync(FirstFile, lax, asJson: false, Kiosk.Words.Language.English, CancellationToken.None));
        Assert.Equal(ExitCode.Done, await FuzzCommand.ReplayAsync(FirstFile, FuzzSubject.Terminal, asJson: false, Kiosk.Words.Language.English, CancellationToken.None));
    }

    [Fact]
    public async Task A_list_parser_that_throws_something_else_is_found()
    {
        var run = await RunAsync(FuzzSubject.Terminal with { Check = (_, _) => throw Planted() }, cards: 0, lists: 10);

        Assert.All(run.Findings, finding => Assert.StartsWith("IndexOutOfRangeException: ", finding, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_run_that_is_stopped_tells_what_it_did()
    {
        using var stop = new CancellationTokenSource();
        var run = new FuzzRun(OptionsFor(cards: long.MaxValue / 2, lists: 0), FuzzSubject.Terminal with
        {
            Verify = (evidence, trust, answers, clock) =>
            {
                stop.Cancel();
                return EvidenceVerifier.Verify(evidence, trust, answers, clock);
            },
        });
        await using var output = new StringWriter();

        var code = await FuzzCommand.RunAsync(run, asJson: true, output, Kiosk.Words.Language.English, stop.Token);

        var report = JsonDocument.Parse(output.ToString()).RootElement;
        Assert.Equal((ExitCode.Done, true, true), (code, report.GetProperty("stopped").GetBoolean(), report.GetProperty("ok").GetBoolean()));
        Assert.Equal(Seed, report.GetProperty("seed").GetInt32());
    }

    [Fact]
    public async Task A_run_that_is_stopped_while_a_card_owes_its_answer_has_found_nothing()
    {
        using var stop = new CancellationTokenSource();
        using var card = new SilentCard();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            var judging = new FuzzBench(FuzzSubject.Terminal).JudgeAsync(card, new Genuine(default, null), Patient(), stop.Token);
            await card.Asked.WaitAsync(TimeSpan.FromMinutes(1), CancellationToken.None);
            await stop.CancelAsync();
            await judging;
        });
    }

    [Fact]
    public async Task A_file_that_is_no_finding_is_refused_in_one_sentence()
    {
        var path = folder["other.json"];
        await using (var file = new StreamWriter(path))
        {
            await file.WriteAsync("{}");
        }

        var refused = await Assert.ThrowsAsync<InputException>(() => FuzzCommand.ReplayAsync(path, FuzzSubject.Terminal, asJson: false, Kiosk.Words.Language.English, CancellationToken.None));

        Assert.Contains(path, refused.Message, StringComparison.Ordinal);
    }

    private string FirstFile => Directory.EnumerateFiles(folder[""], "fuzz-*.json").Order(StringComparer.Ordinal).First();

    private FuzzOptions OptionsFor(long cards, long lists, TimeSpan? timeout = null) => new(cards, lists, Seed, folder[""], Workers: 2) { Timeout = timeout ?? TimeSpan.FromSeconds(60) };

    /// <returns>A run that found something.</returns>
    private async Task<FuzzRun> RunAsync(FuzzSubject subject, long cards, long lists, TimeSpan? timeout = null)
    {
        var run = new FuzzRun(OptionsFor(cards, lists, timeout), subject);
        await using var output = new StringWriter();

        var code = await FuzzCommand.RunAsync(run, asJson: false, output, Kiosk.Words.Language.English, CancellationToken.None);

        Assert.Equal(ExitCode.No, code);
        Assert.NotEmpty(run.Findings);
        Assert.Contains("FOUND: ", output.ToString(), StringComparison.Ordinal);
        return run;
    }

    private static FuzzSubject Slowed(TimeSpan span) => FuzzSubject.Terminal with
    {
        Verify = (evidence, trust, answers, clock) =>
        {
            var until = Environment.CpuUsage.TotalTime + span;
            while (Environment.CpuUsage.TotalTime < until)
            {
            }

            return EvidenceVerifier.Verify(evidence, trust, answers, clock);
        },
    };

    /// <summary>Deadlines that the bench's clock does not reach.</summary>
    private static TrustStore Patient()
    {
        var trust = new FuzzWorld().TrustFor(isBound: false);
        var reading = trust.Profile.Reading with { ReadDeadline = TimeSpan.FromHours(1), CommandDeadline = TimeSpan.FromHours(1) };
        return (trust with { Profile = trust.Profile with { Reading = reading } }).Create();
    }

    /// <summary>What a lost bounds check would throw.</summary>
    private static Exception Planted() => Record.Exception(() => Array.Empty<byte>().AsSpan()[Seed])!;

    private static Verdict.Trusted Trust(CardEvidence evidence) =>
        new(new VerifiedCard(new byte[16], evidence.Certificate), Assurance.CardAuthenticationKey, new RevocationStatus.Good(TrialPki.Yesterday));

    private static Verdict VerifyWithoutAnswer(CardEvidence evidence, TrustStore trust, ReplayCache answers, ClockReading clock) =>
        EvidenceVerifier.Verify(evidence, trust, answers, clock) is Verdict.Rejected { Code: Kiosk.Verification.Reasons.ReasonCode.KeyMismatch or Kiosk.Verification.Reasons.ReasonCode.KeyMalformedSignature }
            ? Trust(evidence)
            : EvidenceVerifier.Verify(evidence, trust, answers, clock);

    private static CheckedCrl Unchecked(Crl crl) => new(new CrlFacts(new byte[32], crl.ThisUpdate, crl.NextUpdate, "1", crl.EntryCount, crl.SignatureAlgorithm), crl);

    /// <summary>A card that never answers.</summary>
    private sealed class SilentCard : IVirtualCard, IDisposable
    {
        /// <summary>Released with the first command.</summary>
        public SemaphoreSlim Asked { get; } = new(0);

        public ReadOnlyMemory<byte> AnswerToReset => new byte[] { 0x3B, 0x80, 0x80, 0x01, 0x01 };

        public void Dispose() => Asked.Dispose();

        public void Reset()
        {
        }

        public ValueTask<ReadOnlyMemory<byte>?> TransmitAsync(ReadOnlyMemory<byte> command, CancellationToken cancellationToken)
        {
            Asked.Release();
            return new(new TaskCompletionSource<ReadOnlyMemory<byte>?>().Task);
        }
    }
}
