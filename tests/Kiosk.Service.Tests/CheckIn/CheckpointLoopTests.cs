using Kiosk.Durability;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Journal;
using Kiosk.Journal.Checkpoints;
using Kiosk.Service.CheckIn;
using Kiosk.Testing.Durability;
using Kiosk.Verification.Reasons;
using Kiosk.Verification.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace Kiosk.Service.Tests.CheckIn;

public sealed class CheckpointLoopTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly TestFolder folder = TestFolder.Fast();
    private readonly ManualTimeProvider time = new();
    private readonly CheckInJournal journal;
    private readonly CheckpointLoop loop;

    public CheckpointLoopTests()
    {
        journal = CheckInJournal.Open(folder.Path, "HN-01", TestJournalKeys.Of("HN-01"), new DurableFiles());
        loop = new CheckpointLoop(journal, time, NullLogger<CheckpointLoop>.Instance);
    }

    public Task InitializeAsync() => loop.StartAsync(CancellationToken.None);

    public async Task DisposeAsync()
    {
        await loop.StopAsync(CancellationToken.None);
        loop.Dispose();
    }

    public void Dispose()
    {
        journal.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task A_batch_of_records_is_signed_without_waiting()
    {
        Append(JournalOutcome.Denied, CheckpointLoop.Batch);

        await UntilSignedAsync();
    }

    [Fact]
    public async Task A_note_of_the_terminal_is_signed_without_waiting()
    {
        Append(JournalOutcome.Denied, 1);
        Append(JournalOutcome.Note, 1);

        await UntilSignedAsync();
    }

    [Fact]
    public async Task Other_data_in_force_is_signed_without_waiting()
    {
        Append(JournalOutcome.Note, 1);
        await UntilSignedAsync();

        journal.State(new(2, 7));

        using var timeout = new CancellationTokenSource(Limit);
        while (FoundCheckpoints.Load(folder.Path).Checkpoints[^1].Content.Data != new DataInForce(2, 7))
        {
            await Task.Yield();
            timeout.Token.ThrowIfCancellationRequested();
        }
    }

    [Fact]
    public async Task A_single_record_is_signed_a_minute_later()
    {
        Append(JournalOutcome.Denied, 1);

        Assert.Equal(1UL, journal.Unsigned);
        using var timeout = new CancellationTokenSource(Limit);
        while (journal.Unsigned > 0)
        {
            time.Advance(CheckpointLoop.MaxDelay);
            await Task.Yield();
            timeout.Token.ThrowIfCancellationRequested();
        }

        Assert.Equal(1UL, journal.SignCheckpoint()!.Content.Number);
    }

    [Fact]
    public async Task The_end_signs_what_is_left()
    {
        Append(JournalOutcome.Denied, 3);

        await loop.StopAsync(CancellationToken.None);

        Assert.Equal(0UL, journal.Unsigned);
    }

    private void Append(JournalOutcome outcome, int count)
    {
        for (var number = 0; number < count; number++)
        {
            journal.Append(new(new(time.GetUtcNow(), ClockTrust.Rtc), JournalMode.VerifyOnly, "", "Cửa số 1", default, outcome, ReasonCode.CardMalformed, default));
        }
    }

    private async Task UntilSignedAsync()
    {
        using var timeout = new CancellationTokenSource(Limit);
        while (journal.Unsigned > 0)
        {
            await Task.Yield();
            timeout.Token.ThrowIfCancellationRequested();
        }
    }
}
