using Kiosk.Feed.Tokens;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Trials.World;
using Kiosk.Verification.Reasons;

namespace Kiosk.Trials.Hostile.Play;

/// <summary>A case being played: a terminal, its clock, its feed and the answers so far. Terminal and feed are created on first use.</summary>
/// <param name="folder">An empty folder, used only by this trial and deleted at its end.</param>
/// <param name="standardData">A data folder whose cache holds the unmodified <see cref="TrialSource"/>, used unless the case changes the feed.</param>
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

    /// <summary>Has no effect once the terminal is started.</summary>
    public TrialSetting Setting { get; set; } = new();

    /// <summary>The authority's feed. Accessing it gives the case its own feed and the terminal its own cache.</summary>
    public TrialFeed Feed => feed ??= TrialSource.FeedIn(Path.Combine(folder, "feed"), pki);

    public string CacheFolder => Path.Combine(CacheData, "cache");

    public IReadOnlyList<Answer> Answers => answers;

    /// <summary>The screen's text after each tap, in both languages.</summary>
    public IReadOnlyList<string> Words => words;

    /// <inheritdoc cref="ITrialTerminal.WireTime"/>
    public TimeSpan WireTime => terminal?.WireTime ?? TimeSpan.Zero;

    public IReadOnlyList<string> Surprises => surprises;

    public IReadOnlyCollection<ReasonCode> Codes => codes;

    private string CacheData => feed is null ? standardData : data;

    /// <summary>Taps a card and checks the invariants for its answer.</summary>
    /// <inheritdoc cref="ITrialTerminal.TapAsync"/>
    public async Task TapAsync(CardImage image, CardSignature? signature, CancellationToken cancellationToken)
    {
        var running = await RunningAsync(cancellationToken);
        Hear(await running.TapAsync(image, signature, cancellationToken));
    }

    /// <inheritdoc cref="TapAsync(CardImage, CardSignature?, CancellationToken)"/>
    public Task TapAsync(CardImage image, CancellationToken cancellationToken) => TapAsync(image, signature: null, cancellationToken);

    /// <summary>Holds a code to the scanner and checks the invariants for its answer.</summary>
    public async Task ScanAsync(string code, CancellationToken cancellationToken) => Hear(await (await RunningAsync(cancellationToken)).ScanAsync(code, cancellationToken));

    /// <summary>The door's contact opens or closes.</summary>
    public async Task TurnDoorAsync(bool isOpen, CancellationToken cancellationToken) => (await RunningAsync(cancellationToken)).TurnDoor(isOpen);

    /// <summary>The switch in the terminal's case opens.</summary>
    public async Task OpenCaseAsync(CancellationToken cancellationToken) => (await RunningAsync(cancellationToken)).OpenCase();

    /// <summary>Expects these alarms in the journal, and no others.</summary>
    public void ExpectAlarms(params IReadOnlyList<string> names)
    {
        string[] found = [.. terminal!.Alarms];
        Expect(found.SequenceEqual(names), $"The journal has the alarms [{string.Join(", ", found)}] where [{string.Join(", ", names)}] are expected.");
    }

    /// <summary>From now on the trial goes on at another terminal of the meeting, which has heard of every arrival at this one.</summary>
    public async Task GoToAnotherDoorAsync(CancellationToken cancellationToken)
    {
        var first = await RunningAsync(cancellationToken);
        var second = await site.StartAsync(Setting, Path.Combine(folder, "data-2"), CacheData, Time, cancellationToken);
        second.HearOf(first);
        await first.DisposeAsync();
        terminal = second;
    }

    /// <summary>Taps a card at a desk.</summary>
    /// <returns>The signed receipt.</returns>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public async Task<string> TapForReceiptAsync(CardImage image, CancellationToken cancellationToken)
    {
        var tap = await (await RunningAsync(cancellationToken)).TapAsync(image, signature: null, cancellationToken);
        Hear(tap);
        return tap.Receipt ?? throw new InvalidOperationException("The tap gave no signed receipt.");
    }

    /// <summary>Judges a receipt as anybody would who has the list of terminals, and records the result as an answer.</summary>
    /// <param name="known">Changes what the list says of this terminal's key; null leaves it.</param>
    public void Judge(string receipt, Func<ReceiptKey, ReceiptKey>? known = null) => answers.Add(IsGenuine(receipt, known) ? Answer.ReceiptGenuine : Answer.ReceiptRefused);

    /// <inheritdoc cref="Judge"/>
    public bool IsGenuine(string receipt, Func<ReceiptKey, ReceiptKey>? known = null)
    {
        var key = new ReceiptKey(terminal!.SigningKey, TrialPki.Now.AddYears(2));
        return ReceiptJudgement.Of(receipt, id => id == TrialPki.TerminalId ? [known is null ? key : known(key)] : []).IsGenuine;
    }

    /// <summary>Taps a card again and expects the same answer, without recording another.</summary>
    public async Task TapAgainAsync(CardImage image, CancellationToken cancellationToken)
    {
        await TapAsync(image, cancellationToken);
        Expect(answers is [.., var before, var again] && before == again, "Tapped once more, the card was answered differently.");
        answers.RemoveAt(answers.Count - 1);
    }

    /// <summary>As <see cref="TapAsync(CardImage, CancellationToken)"/>, while the clock advances.</summary>
    public async Task TapAsTimePassesAsync(CardImage image, CancellationToken cancellationToken)
    {
        var running = await RunningAsync(cancellationToken);
        Hear(await running.TapAsTimePassesAsync(image, cancellationToken));
    }

    /// <summary>Taps many similar cards. Records one answer: the first that is not a refusal, if any.</summary>
    public Task TapAllAsync(IEnumerable<CardImage> images, CancellationToken cancellationToken) => AllAsync(images, image => TapAsync(image, cancellationToken));

    /// <summary>The same with codes.</summary>
    public Task ScanAllAsync(IEnumerable<string> codes, CancellationToken cancellationToken) => AllAsync(codes, code => ScanAsync(code, cancellationToken));

    private async Task AllAsync<T>(IEnumerable<T> similar, Func<T, Task> present)
    {
        var before = answers.Count;
        foreach (var one in similar)
        {
            await present(one);
        }

        var taps = answers[before..];
        answers.RemoveRange(before, answers.Count - before);
        answers.Add(taps.Where(answer => answer.Kind != AnswerKind.Rejected).DefaultIfEmpty(Answer.RejectAll).First());
    }

    /// <summary>Publishes the feed and puts it in force; the running terminal must notice by itself. Records whether a CRL was rejected as an answer.</summary>
    public async Task PublishAsync(CancellationToken cancellationToken) =>
        answers.Add(await TakeAsync(cancellationToken) ? Answer.ListTaken : Answer.ListRefused);

    /// <summary>Publishes a replacement for one of the authority's CRLs.</summary>
    public Task PublishAsync(string name, ReadOnlyMemory<byte> list, CancellationToken cancellationToken)
    {
        Feed.PutCrl(name, list);
        return PublishAsync(cancellationToken);
    }

    /// <summary>As <see cref="PublishAsync(CancellationToken)"/>, without recording an answer.</summary>
    /// <returns>Whether everything was accepted.</returns>
    public async Task<bool> TakeAsync(CancellationToken cancellationToken)
    {
        await Feed.PublishAsync(cancellationToken);
        return await site.TakeAsync(Feed, data, cancellationToken);
    }

    /// <summary>Stops the terminal; the next tap restarts it.</summary>
    public async Task RestartAsync()
    {
        if (terminal is not null)
        {
            await terminal.DisposeAsync();
            terminal = null;
        }
    }

    /// <param name="failure">The message if it does not hold.</param>
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
