using System.Collections.Concurrent;
using System.Threading.Channels;
using Kiosk.Collector.Journals;
using Kiosk.Collector.Storage;
using Kiosk.Journal.Upload;
using Kiosk.Words;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kiosk.Collector.Upstream;

/// <summary>Passes stored frames on to the upstream collector for as long as this one serves: of each terminal one batch at a time, in order. Neither terminals nor doors wait for it.</summary>
internal sealed partial class UpstreamLoop(UpstreamSetup setup, ILogger logger) : BackgroundService
{
    private const int TerminalsAtOnce = 8;

    /// <summary>Of one terminal before others get their turn.</summary>
    private const int BatchesPerTurn = 8;

    /// <summary>How often it looks for what another process stored, as from a stick.</summary>
    private static readonly TimeSpan IdleInterval = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan DatabaseRetry = TimeSpan.FromSeconds(5);

    private readonly Channel<bool> woken = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
    private readonly ConcurrentDictionary<string, bool> due = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TerminalRelay> relays = new(StringComparer.Ordinal);
    private readonly UploadSchedule schedule = new();
    private PassedOn link = PassedOn.Nothing("", setup.Address.AbsoluteUri);
    private PassedOn written = PassedOn.Nothing("", setup.Address.AbsoluteUri);

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        setup.Hub.Stored += Notice;
        return base.StartAsync(cancellationToken);
    }

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        setup.Hub.Stored -= Notice;
        return base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var lookedAt = DateTimeOffset.MinValue;
        while (true)
        {
            var wait = DatabaseRetry;
            try
            {
                if (setup.Time.GetUtcNow() - lookedAt >= IdleInterval)
                {
                    await LookAsync(stoppingToken);
                    lookedAt = setup.Time.GetUtcNow();
                }

                wait = await RoundAsync(stoppingToken);
            }
            catch (StorageException unavailable)
            {
                Log.DatabaseUnavailable(logger, unavailable);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // A bug that one answer uncovers must not stop the records to come.
                Log.Broke(logger, exception);
            }

            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, setup.Time, stoppingToken);
            }
            else
            {
                await UntilWokenAsync(stoppingToken);
            }
        }
    }

    /// <summary>Makes every journal due.</summary>
    private async Task LookAsync(CancellationToken cancellationToken)
    {
        var kept = (await setup.Store.ListAsync(cancellationToken)).ToDictionary(passed => passed.Journal, StringComparer.Ordinal);
        (link, written) = relays.Count == 0 && kept.TryGetValue("", out var before) ? (before with { Address = link.Address }, before) : (link, written);
        var journals = await setup.Journals.JournalsAsync(cancellationToken);
        var current = TerminalStanding.Current(journals).Select(one => one.Journal).ToHashSet(StringComparer.Ordinal);
        foreach (var journal in journals)
        {
            var begun = kept.GetValueOrDefault(journal.Journal) ?? PassedOn.Nothing(journal.Journal, link.Address);
            // Nothing is added to a journal once its terminal begins another, and its certificate no longer opens a door: what the upstream has confirmed is not asked for again.
            if (!current.Contains(journal.Journal) && begun.Address == link.Address && begun.Cursor.Contiguous >= journal.Highest && begun.ReceiptSize >= journal.ReceiptSize)
            {
                continue;
            }

            if (!relays.ContainsKey(journal.Journal))
            {
                relays.Add(journal.Journal, new(begun with { Address = link.Address }, setup.Journals, setup.Store, setup.Key, setup.Time));
            }

            due[journal.Journal] = true;
        }
    }

    /// <returns>How long to wait; zero until there is more to pass on.</returns>
    private async Task<TimeSpan> RoundAsync(CancellationToken cancellationToken)
    {
        _ = woken.Reader.TryRead(out _);
        var turn = due.Keys.ToList();
        if (turn.Exists(journal => !relays.ContainsKey(journal)))
        {
            await LookAsync(cancellationToken);
        }

        var failures = new ConcurrentBag<UploadOutcome>();
        await Parallel.ForEachAsync(turn, new ParallelOptions { MaxDegreeOfParallelism = TerminalsAtOnce, CancellationToken = cancellationToken }, async (journal, token) =>
        {
            due.TryRemove(journal, out _);
            if (failures.IsEmpty && relays.TryGetValue(journal, out var relay) && await PassOnAsync(relay, token) is { } failure)
            {
                failures.Add(failure);
            }
        });
        if (failures.TryTake(out var failed))
        {
            turn.ForEach(journal => due[journal] = true);
            Log.Failed(logger, failed.Problem!.English);
            await NoteAsync(failed.Problem, cancellationToken);
            return schedule.After(failed, isAtMeeting: true);
        }

        return TimeSpan.Zero;
    }

    /// <returns>Null unless the upstream collector takes nothing from this one now.</returns>
    private async Task<UploadOutcome?> PassOnAsync(TerminalRelay relay, CancellationToken cancellationToken)
    {
        if (await CertificateOfAsync(relay, cancellationToken) is not { } certificate)
        {
            await relay.StopAsync(UpstreamPhrases.NoCertificate, cancellationToken);
            return null;
        }

        for (var count = 0; count < BatchesPerTurn; count++)
        {
            if (await relay.NextAsync(cancellationToken) is not { } batch)
            {
                return null;
            }

            var outcome = await setup.Client.SendAsync(relay.TerminalId, batch.Encode(), certificate, cancellationToken);
            if (outcome is UploadOutcome.Postponed or UploadOutcome.Refused { Code: UploadRefusal.UnknownHall })
            {
                return outcome;
            }

            var goesOn = await relay.RecordAsync(batch, outcome, cancellationToken);
            await AnsweredAsync(outcome, cancellationToken);
            if (!goesOn)
            {
                return null;
            }
        }

        Notice(relay.Journal);
        return null;
    }

    private async Task<ReadOnlyMemory<byte>?> CertificateOfAsync(TerminalRelay relay, CancellationToken cancellationToken) =>
        relay.TerminalId == setup.OwnDesk ? ReadOnlyMemory<byte>.Empty
        : await setup.Store.CertificateAsync(relay.Journal, cancellationToken) is { } kept ? kept
        : (await setup.Journals.FindAsync(relay.Journal, cancellationToken))?.Key is { } key ? setup.Roll.Current.Find(relay.TerminalId, key.SubjectPublicKeyInfo.Span)?.SigningCertificate
        : null;

    private async Task AnsweredAsync(UploadOutcome outcome, CancellationToken cancellationToken)
    {
        schedule.After(outcome, isAtMeeting: true);
        link = link with { LastAnswer = setup.Time.GetUtcNow() };
        if (link.Problem is not null || written.LastAnswer is null || link.LastAnswer - written.LastAnswer > IdleInterval)
        {
            await NoteAsync(problem: null, cancellationToken);
        }
    }

    private async Task NoteAsync(Phrase? problem, CancellationToken cancellationToken)
    {
        link = link.With(problem, setup.Time.GetUtcNow());
        if (link != written)
        {
            await setup.Store.SaveAsync(link, cancellationToken);
            written = link;
        }
    }

    private async Task UntilWokenAsync(CancellationToken stoppingToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        await Task.WhenAny(woken.Reader.WaitToReadAsync(either.Token).AsTask(), Task.Delay(IdleInterval, setup.Time, either.Token));
        await either.CancelAsync();
        stoppingToken.ThrowIfCancellationRequested();
    }

    // Called by whoever stored something.
    private void Notice(string journal)
    {
        due[journal] = true;
        woken.Writer.TryWrite(true);
    }

    private static partial class Log
    {
        [LoggerMessage(340, LogLevel.Warning, "Upstream: {Sentence}")]
        public static partial void Failed(ILogger logger, string sentence);

        [LoggerMessage(341, LogLevel.Warning, "Passing on waits for the database")]
        public static partial void DatabaseUnavailable(ILogger logger, Exception exception);

        [LoggerMessage(342, LogLevel.Error, "Passing on failed unexpectedly")]
        public static partial void Broke(ILogger logger, Exception exception);
    }
}
