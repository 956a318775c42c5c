using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Service.CheckIn;
using Kiosk.Trials.World;
using Kiosk.Verification.Judging;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.SelfTest.World;

/// <summary>One case while it is played: a terminal, its clock, what it is fed with, and all that was answered. Terminal and source are made at first use.</summary>
/// <param name="folder">An empty one, for this trial alone.</param>
/// <param name="standardCache">A cache built of an unchanged <see cref="TrialSource"/>: what is judged by while the case changes nothing.</param>
internal sealed class Trial(TrialPki pki, VerifyEvidence verify, MakeTrialReader makeReader, string folder, string standardCache) : IAsyncDisposable
{
    private readonly List<Answer> answers = [];
    private readonly List<string> words = [];
    private readonly List<string> surprises = [];
    private readonly HashSet<ReasonCode> codes = [];
    private readonly Aftermath aftermath = new(new Traces(pki.Members));
    private TrialSource? source;
    private TrialTerminal? terminal;

    public TrialPki Pki => pki;

    public ManualTimeProvider Time { get; } = new(TrialPki.Now);

    /// <summary>Counts only until the terminal is started.</summary>
    public TrialSetting Setting { get; set; } = new();

    /// <summary>The source folder; whoever asks for it gets a copy of its own, and the terminal a cache of its own.</summary>
    public TrialSource Source => source ??= TrialSource.Create(Path.Combine(folder, "source"), pki);

    public string CacheFolder => source is null ? standardCache : Path.Combine(folder, "cache");

    public IReadOnlyList<Answer> Answers => answers;

    /// <summary>What the screen said after each tap, in both languages.</summary>
    public IReadOnlyList<string> Words => words;

    /// <inheritdoc cref="ITrialReader.WireTime"/>
    public TimeSpan WireTime => terminal?.WireTime ?? TimeSpan.Zero;

    public IReadOnlyList<string> Surprises => surprises;

    public IReadOnlyCollection<ReasonCode> Codes => codes;

    /// <summary>Taps a card; what must hold after such an answer is looked at too.</summary>
    /// <param name="signature">Answers the challenge in place of the card's own key, or null.</param>
    public async Task TapAsync(CardImage image, CardSignature? signature, CancellationToken cancellationToken)
    {
        var running = await RunningAsync(cancellationToken);
        Hear(running, image, await running.TapAsync(image, signature, cancellationToken));
    }

    /// <inheritdoc cref="TapAsync(CardImage, CardSignature?, CancellationToken)"/>
    public Task TapAsync(CardImage image, CancellationToken cancellationToken) => TapAsync(image, signature: null, cancellationToken);

    /// <summary>Taps a card once more; it must be answered as before, which counts as no further answer.</summary>
    public async Task TapAgainAsync(CardImage image, CancellationToken cancellationToken)
    {
        await TapAsync(image, cancellationToken);
        Expect(answers is [.., var before, var again] && before == again, "Tapped once more, the card was answered differently.");
        answers.RemoveAt(answers.Count - 1);
    }

    /// <summary>The same as <see cref="TapAsync(CardImage, CancellationToken)"/>, while the clock goes on.</summary>
    public async Task TapAsTimePassesAsync(CardImage image, CancellationToken cancellationToken)
    {
        var running = await RunningAsync(cancellationToken);
        Hear(running, image, await running.TapAsTimePassesAsync(image, cancellationToken));
    }

    /// <summary>Taps many cards that differ in little; they count as one answer, the first that is no refusal if there is one.</summary>
    public async Task TapAllAsync(IEnumerable<CardImage> images, CancellationToken cancellationToken)
    {
        var before = answers.Count;
        foreach (var image in images)
        {
            await TapAsync(image, cancellationToken);
        }

        var taps = answers[before..];
        answers.RemoveRange(before, answers.Count - before);
        answers.Add(taps.Where(answer => answer.Kind != AnswerKind.Rejected).DefaultIfEmpty(Answer.RejectAll).First());
    }

    /// <summary>Builds and puts in force what the source holds now; the running terminal must see it by itself. Whether a list was refused counts as an answer.</summary>
    public void Publish(CancellationToken cancellationToken)
    {
        var report = Source.Build(CacheFolder, cancellationToken);
        answers.Add(report.RefusedCrls.Count == 0 ? Answer.ListTaken : Answer.ListRefused);
    }

    /// <summary>Publishes another list in the place of one of the source's.</summary>
    public void Publish(string name, ReadOnlySpan<byte> list, CancellationToken cancellationToken)
    {
        Source.WriteList(name, list);
        Publish(cancellationToken);
    }

    /// <summary>Stops the terminal; the next tap starts the same one again.</summary>
    public async Task RestartAsync()
    {
        if (terminal is not null)
        {
            await terminal.DisposeAsync();
            terminal = null;
        }
    }

    /// <param name="failure">What to say if it does not hold.</param>
    public void Expect(bool holds, string failure)
    {
        if (!holds)
        {
            surprises.Add(failure);
        }
    }

    public ValueTask DisposeAsync() => new(RestartAsync());

    private async Task<TrialTerminal> RunningAsync(CancellationToken cancellationToken)
    {
        if (terminal is null)
        {
            if (source is not null && !Directory.Exists(CacheFolder))
            {
                Source.Build(CacheFolder, cancellationToken);
            }

            terminal = await TrialTerminal.StartAsync(Setting, verify, makeReader, Path.Combine(folder, "data"), CacheFolder, Time, cancellationToken);
        }

        return terminal;
    }

    private void Hear(TrialTerminal running, CardImage image, CheckInOutcome outcome)
    {
        answers.Add(Answer.Of(outcome));
        words.Add(Traces.WordsOf(outcome));
        codes.Add(outcome.Code);
        surprises.AddRange(aftermath.Examine(running, image, outcome));
    }
}
