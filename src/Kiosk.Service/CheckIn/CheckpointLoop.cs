using System.Security.Cryptography;
using System.Threading.Channels;
using Kiosk.Journal;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Kiosk.Service.CheckIn;

/// <summary>
/// Signs the journal's checkpoints: every 64 records, a minute after a record that is not signed yet, with each of the terminal's own notes (start, mode switch, an operator's act), when other data comes into force, and at the end.
/// Hosted first, so that it ends last. No tap waits for it.
/// </summary>
internal sealed partial class CheckpointLoop(CheckInJournal journal, TimeProvider time, ILogger<CheckpointLoop> logger) : BackgroundService
{
    /// <summary>As many records are signed at once.</summary>
    public const int Batch = 64;

    /// <summary>No record stays unsigned for longer.</summary>
    public static readonly TimeSpan MaxDelay = TimeSpan.FromMinutes(1);

    // One for each record: whether it must be signed at once.
    private readonly Channel<bool> due = Channel.CreateUnbounded<bool>(new UnboundedChannelOptions { SingleReader = true });

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        journal.Appended += Notice;
        journal.Stating += SignSoon;
        return base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        journal.Appended -= Notice;
        journal.Stating -= SignSoon;
        Sign(isLast: true);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            if (!await due.Reader.ReadAsync(stoppingToken))
            {
                await UntilUrgentAsync(stoppingToken);
            }

            while (due.Reader.TryRead(out _))
            {
                // One checkpoint is for all that is on the disk by now.
            }

            Sign();
        }
    }

    private async Task UntilUrgentAsync(CancellationToken stoppingToken)
    {
        using var minute = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        await Task.WhenAny(Task.Delay(MaxDelay, time, minute.Token), UrgencyAsync(minute.Token));
        await minute.CancelAsync();
    }

    private async Task UrgencyAsync(CancellationToken cancellationToken)
    {
        while (!await due.Reader.ReadAsync(cancellationToken))
        {
            // Another record that may wait as long as the first.
        }
    }

    // Called by whoever appends.
    private void Notice(JournalEntry entry) => due.Writer.TryWrite(entry.Record.Outcome is JournalOutcome.Note || journal.Unsigned >= Batch);

    private void SignSoon() => due.Writer.TryWrite(true);

    private void Sign(bool isLast = false)
    {
        try
        {
            journal.SignCheckpoint(isLast);
        }
        catch (Exception exception) when (exception is JournalException or CryptographicException)
        {
            // The records are on the disk, tagged by this terminal's key; the next round tries again.
            Log.NotSigned(logger, exception.Message);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(403, LogLevel.Error, "The journal's records are not signed: {Reason}")]
        public static partial void NotSigned(ILogger logger, string reason);
    }
}
