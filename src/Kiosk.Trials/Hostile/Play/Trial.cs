using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Trials.World;
using Kiosk.Verification.Reasons;

namespace Kiosk.Trials.Hostile.Play;

/// <summary>One case while it is played: a terminal, its clock, the feed that it is served, and all that was answered. Terminal and feed are made at first use.</summary>
/// <param name="folder">An empty one, for this trial alone; deleted at its end.</param>
/// <param name="standardData">A data folder whose cache holds an unchanged <see cref="TrialSource"/>: what is judged by while the case changes nothing.</param>
internal sealed class Trial(TrialPki pki, ITrialSite site, string folder, string standardData) : IAsyncDisposable
{
    private readonly string data = Path.Combine(folder, "data");
    private readonly List<Answer> answers = [];
    private readonly List<string> words = [];
    private readonly List<string> surprises = [];
    private readonly HashSet<ReasonCode> codes = [];
    private TrialFeed? feed;
    private ITrialTerminal? terminal;

    public TrialPki Pki => pki;

    public ManualTimeProvider Time { get; } = new(TrialPki.Now);

    /// <summary>Counts only until the terminal is started.</summary>
    public TrialSetting Setting { get; set; } = new();

    /// <summary>What the authority says; whoever asks for it gets a feed of its own, and the terminal a cache of its own.</summary>
    public TrialFeed Feed => feed ??= TrialSource.FeedIn(Path.Combine(folder, "feed"), pki);

    public string CacheFolder => Path.Combine(CacheData, "cache");

    public IReadOnlyList<Answer> Answers => answers;

    /// <summary>What the screen said after each tap, in both languages.</summary>
    public IReadOnlyList<string> Words => words;

    /// <inheritdoc cref="ITrialTerminal.WireTime"/>
    public TimeSpan WireTime => terminal?.WireTime ?? TimeSpan.Zero;

    public IReadOnlyList<string> Surprises => surprises;

    public IReadOnlyCollection<ReasonCode> Codes => codes;

    private string CacheData => feed is null ? standardData : data;

    /// <summary>Taps a card; what must hold after such an answer is looked at too.</summary>
    /// <inheritdoc cref="ITrialTerminal.TapAsync"/>
    public async Task TapAsync(CardImage image, CardSignature? signature, CancellationToken cancellationToken)
    {
        var running = await RunningAsync(cancellationToken);
        Hear(await running.TapAsync(image, signature, cancellationToken));
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
        Hear(await running.TapAsTimePassesAsync(image, cancellationToken));
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

    /// <summary>Publishes what the authority says now and puts it in force; the running terminal must see it by itself. Whether a list was refused counts as an answer.</summary>
    public async Task PublishAsync(CancellationToken cancellationToken) =>
        answers.Add(await TakeAsync(cancellationToken) ? Answer.ListTaken : Answer.ListRefused);

    /// <summary>Publishes another list in the place of one of the authority's.</summary>
    public Task PublishAsync(string name, ReadOnlyMemory<byte> list, CancellationToken cancellationToken)
    {
        Feed.PutCrl(name, list);
        return PublishAsync(cancellationToken);
    }

    /// <summary>The same as <see cref="PublishAsync(CancellationToken)"/>, which counts as no answer.</summary>
    /// <returns>Whether all of it was taken.</returns>
    public async Task<bool> TakeAsync(CancellationToken cancellationToken)
    {
        await Feed.PublishAsync(cancellationToken);
        return await site.TakeAsync(Feed, data, cancellationToken);
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

    public async ValueTask DisposeAsync()
    {
        await RestartAsync();
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<ITrialTerminal> RunningAsync(CancellationToken cancellationToken)
    {
        if (terminal is null)
        {
            if (feed is not null && !Directory.Exists(CacheFolder))
            {
                await TakeAsync(cancellationToken);
            }

            terminal = await site.StartAsync(Setting, data, CacheData, Time, cancellationToken);
        }

        return terminal;
    }

    private void Hear(TrialTap tap)
    {
        answers.Add(tap.Answer);
        words.Add(tap.Words);
        codes.Add(tap.Answer.Code);
        surprises.AddRange(tap.Surprises);
    }
}
