using System.Threading.Channels;
using Kiosk.Durability;
using Kiosk.Journal;
using Kiosk.Journal.Upload;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Sync;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kiosk.Service.Upload;

/// <summary>Sends the journal to the collector for as long as the service runs, one batch at a time. Neither taps nor syncs wait for it.</summary>
internal sealed partial class UploadLoop(UploadSetup setup, CheckInJournal journal, ModeSwitch modes, TimeProvider time, ILogger<UploadLoop> logger) : BackgroundService
{
    /// <summary>How often it looks for parked batches due and a budget renewed.</summary>
    private static readonly TimeSpan IdleInterval = TimeSpan.FromSeconds(15);
    /// <summary>Without anything to send for so long, it writes down what the collector answered: nobody's tap is likely to wait for the disk.</summary>
    private static readonly TimeSpan QuietTime = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan FailureWait = TimeSpan.FromMinutes(1);

    private readonly Channel<bool> appended = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });
    private readonly UploadSchedule schedule = new();

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        setup.Outbox.Begin();
        journal.Appended += Notice;
        journal.Signed += Wake;
        return base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        journal.Signed -= Wake;
        journal.Appended -= Notice;
        await base.StopAsync(cancellationToken);
        Keep();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            var wait = await RunAsync(stoppingToken);
            if (wait is { } given)
            {
                await Task.Delay(given, time, stoppingToken);
            }
            else if (!await IsAppendedAsync(QuietTime, stoppingToken))
            {
                Keep();
                await IsAppendedAsync(IdleInterval, stoppingToken);
            }
        }
    }

    /// <returns>How long to wait; null until there is more to send.</returns>
    internal async Task<TimeSpan?> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            _ = appended.Reader.TryRead(out _);
            await (setup.Taps?.YieldAsync(cancellationToken) ?? Task.CompletedTask);
            var (next, encoded) = setup.Outbox.HasBacklog ? await LowPriority.RunAsync(Compose) : Compose();
            if (next is not { } batch)
            {
                setup.Outbox.WriteIfDue();
                Retire();
                return null;
            }

            await (setup.Taps?.YieldAsync(cancellationToken) ?? Task.CompletedTask);
            var answer = await setup.Client.SendAsync(journal.TerminalId, encoded!, default, cancellationToken);
            await (setup.Taps?.YieldAsync(cancellationToken) ?? Task.CompletedTask);
            var outcome = setup.Outbox.Record(batch, encoded!.Length, answer);
            if (outcome.Problem is { } problem)
            {
                Log.Ended(logger, outcome.GetType().Name, problem.English);
            }

            return schedule.After(outcome, modes.Followed is not null);
        }
        catch (JournalException exception)
        {
            setup.State.Failed(OutboxPhrases.Journal(exception.Sentence));
            Log.Failed(logger, exception.Message);
        }
        catch (IOException exception)
        {
            setup.State.Failed(OutboxPhrases.Disk(SystemRefusal.SentenceOf(exception)));
            Log.NotKept(logger, exception.Message);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // A bug that one answer uncovers must not stop the records to come.
            Log.Broke(logger, exception);
        }

        return FailureWait;
    }

    private (UploadBatch? Batch, byte[]? Encoded) Compose()
    {
        var batch = setup.Outbox.Next();
        return (batch, batch?.Encode());
    }

    private void Retire()
    {
        if (setup.Retention?.RunIfDue(modes.Current.Includes) is > 0 and var segments)
        {
            setup.Outbox.Shortened();
            Log.Removed(logger, segments);
        }
    }

    private async Task<bool> IsAppendedAsync(TimeSpan within, CancellationToken stoppingToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var append = appended.Reader.WaitToReadAsync(either.Token).AsTask();
        var first = await Task.WhenAny(append, Task.Delay(within, time, either.Token));
        await either.CancelAsync();
        stoppingToken.ThrowIfCancellationRequested();
        return first == append;
    }

    private void Keep()
    {
        try
        {
            setup.Outbox.Write();
        }
        catch (IOException exception)
        {
            // What was sent since the last time is sent again.
            Log.NotKept(logger, exception.Message);
        }
    }

    // Called by whoever appends.
    private void Notice(JournalEntry entry)
    {
        setup.Outbox.Notice(entry);
        Wake();
    }

    // Called by whoever appends or signs.
    private void Wake() => appended.Writer.TryWrite(true);

    private static partial class Log
    {
        [LoggerMessage(330, LogLevel.Warning, "Upload: {Outcome}: {Sentence}")]
        public static partial void Ended(ILogger logger, string outcome, string sentence);

        [LoggerMessage(331, LogLevel.Error, "Upload: the journal cannot be read: {Sentence}")]
        public static partial void Failed(ILogger logger, string sentence);

        [LoggerMessage(332, LogLevel.Error, "Upload: what was sent could not be kept: {Sentence}")]
        public static partial void NotKept(ILogger logger, string sentence);

        [LoggerMessage(334, LogLevel.Information, "Removed {Segments} segments of the journal that the collector has confirmed")]
        public static partial void Removed(ILogger logger, int segments);

        [LoggerMessage(333, LogLevel.Error, "Upload failed unexpectedly")]
        public static partial void Broke(ILogger logger, Exception exception);
    }
}
