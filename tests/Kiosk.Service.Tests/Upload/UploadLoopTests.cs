using System.Net;
using System.Net.Http.Headers;
using Kiosk.Journal;
using Kiosk.Journal.Upload;
using Kiosk.Service.Upload;
using Kiosk.Testing.Durability;

namespace Kiosk.Service.Tests.Upload;

/// <summary>The loop on a clock that the test moves, against a collector in memory.</summary>
public sealed class UploadLoopTests : IAsyncDisposable
{
    private readonly UploadingTerminal terminal = new();

    private FakeCollector Collector => terminal.Collector;

    private UploadSnapshot Now => terminal.State.Now;

    public async ValueTask DisposeAsync() => await terminal.DisposeAsync();

    [Fact]
    public async Task Everything_arrives_in_order_and_the_receipt_is_kept()
    {
        terminal.Append(1_300);
        await terminal.StartAsync();

        Assert.Equal([0, 500, 500, 300], Collector.Batches.Select(batch => batch.Frames.Count));
        Assert.Equal((1_300UL, 0UL, 1_280UL), (Collector.Contiguous, Now.Unsent, Now.Receipted));
        await terminal.StopAsync();
        Assert.Equal(ReceiptFault.None, terminal.Folder.ReadReceipt()!.FaultFor(UploadingTerminal.Id, TestJournalKeys.Of(UploadingTerminal.Id).Signer.Key, FakeCollector.Key));
    }

    [Fact]
    public async Task A_record_is_sent_as_it_is_written_and_its_checkpoint_once_it_is_signed()
    {
        await terminal.StartAsync();
        terminal.Append(1);
        await terminal.UntilAsync(() => Collector.Contiguous == 1);
        Assert.Null(terminal.Folder.ReadReceipt());

        terminal.Journal.SignCheckpoint();
        await terminal.AdvanceAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(1UL, Now.Receipted);
    }

    /// <summary>Each sync of the disk may delay a tap.</summary>
    [Fact]
    public async Task What_is_kept_of_uploads_is_written_twice_a_minute_at_most_and_at_the_end()
    {
        await terminal.StartAsync();
        for (var second = 0; second < 60; second++)
        {
            terminal.Append(64);
            await terminal.UntilAsync(() => Now.Receipted == terminal.Journal.LastSequence.Value);
            await terminal.AdvanceAsync(TimeSpan.FromSeconds(1), step: TimeSpan.FromSeconds(1));
        }

        Assert.InRange(terminal.Replaced("newest.receipt"), 1, 3);
        Assert.InRange(terminal.Replaced("cursor.json"), 1, 3);
        await terminal.StopAsync();
        Assert.Equal(terminal.Journal.LastSequence.Value, terminal.Folder.ReadReceipt()!.Content.Size);
    }

    [Fact]
    public async Task A_batch_waits_until_the_card_on_the_reader_has_its_answer()
    {
        await terminal.StartAsync();
        terminal.Taps.Busy();
        terminal.Append(1);
        await terminal.AdvanceAsync(TimeSpan.FromMilliseconds(900), step: TimeSpan.FromMilliseconds(100));

        Assert.Equal(0UL, Collector.Contiguous);
        terminal.Taps.Waiting();
        await terminal.UntilAsync(() => Collector.Contiguous == 1);
    }

    [Fact]
    public async Task A_card_that_takes_longer_than_a_second_holds_no_batch_back()
    {
        await terminal.StartAsync();
        terminal.Taps.Busy();
        terminal.Append(1);

        await terminal.AdvanceAsync(TimeSpan.FromSeconds(2), step: TimeSpan.FromMilliseconds(100));

        await terminal.UntilAsync(() => Collector.Contiguous == 1);
    }

    [Fact]
    public async Task Answers_lost_on_the_way_make_nothing_twice_and_lose_nothing()
    {
        var number = 0;
        Collector.Way = answer => ++number % 3 == 0 ? answer : throw new HttpRequestException("gone");
        terminal.Append(1_300);
        await terminal.StartAsync();
        await terminal.AdvanceAsync(TimeSpan.FromMinutes(5));

        Assert.Equal((1_300UL, 0UL, 1_280UL), (Collector.Contiguous, Now.Unsent, Now.Receipted));
    }

    [Fact]
    public async Task An_old_answer_given_for_a_new_batch_counts_nothing_as_sent_and_does_not_make_it_send_in_a_hurry()
    {
        terminal.Append(10);
        await terminal.StartAsync();
        Collector.Way = _ => FakeCollector.Answer(HttpStatusCode.OK, new UploadAnswer(10).Encode());
        terminal.Append(1);
        await terminal.AdvanceAsync(TimeSpan.FromMinutes(2));
        Assert.InRange(Collector.Batches.Count, 5, 60);
        Assert.Equal((1UL, OutboxPhrases.NotStored), (Now.Unsent, Now.Problem));

        Collector.Way = answer => answer;
        await terminal.AdvanceAsync(TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(1));
        Assert.Equal(0UL, Now.Unsent);
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.BadGateway)]
    [InlineData(HttpStatusCode.Redirect)]
    [InlineData(HttpStatusCode.NoContent)]
    public async Task A_week_without_a_usable_answer_costs_few_requests_and_no_record(HttpStatusCode status)
    {
        Collector.Instead = _ => FakeCollector.Answer(status);
        await terminal.StartAsync();
        terminal.Append(30);
        await terminal.AdvanceAsync(TimeSpan.FromDays(7), TimeSpan.FromMinutes(10));
        Assert.InRange(Collector.Batches.Count, 100, 3_500);
        Assert.Equal((30UL, 0UL), (Now.Unsent, Now.Parked));
        Assert.NotNull(Now.Problem);

        Collector.Instead = _ => null;
        await terminal.AdvanceAsync(TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(1));
        Assert.Equal((30UL, 0UL), (Collector.Contiguous, Now.Unsent));
        Assert.Null(Now.Problem);
    }

    [Fact]
    public async Task A_batch_refused_for_a_week_is_parked_while_the_others_are_sent()
    {
        Collector.Instead = batch => batch.FirstSequence == 501 && batch.Frames.Count > 0 ? FakeCollector.Refuse(HttpStatusCode.Conflict, UploadRefusal.Fork) : null;
        terminal.Append(1_300);
        await terminal.StartAsync();
        Assert.Equal((500UL, 800, 500UL, 500UL), (Collector.Contiguous, Collector.Frames.Count, Now.Unsent, Now.Parked));
        Assert.Contains("fork", Now.Problem!.English, StringComparison.Ordinal);

        await terminal.AdvanceAsync(TimeSpan.FromDays(7), TimeSpan.FromMinutes(10));
        Assert.InRange(Collector.Batches.Count(batch => batch.FirstSequence == 501 && batch.Frames.Count > 0), 80, 169);
        await terminal.RestartAsync();
        Assert.Equal((500UL, 500UL), (Now.Unsent, Now.Parked));

        Collector.Instead = _ => null;
        await terminal.AdvanceAsync(TimeSpan.FromHours(2), TimeSpan.FromMinutes(10));
        Assert.Equal((1_300UL, 0UL, 0UL), (Collector.Contiguous, Now.Unsent, Now.Parked));
        Assert.Null(Now.Problem);
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.NotFound)]
    public async Task A_terminal_refused_for_a_week_says_so_asks_rarely_and_recovers(HttpStatusCode status)
    {
        Collector.Instead = _ => FakeCollector.Refuse(status, UploadRefusal.UnknownTerminal);
        terminal.Append(30);
        await terminal.StartAsync();
        await terminal.AdvanceAsync(TimeSpan.FromDays(7), TimeSpan.FromMinutes(10));
        Assert.InRange(Collector.Batches.Count, 100, 700);
        Assert.Equal(30UL, Now.Unsent);
        Assert.Contains("does not accept this terminal", Now.Problem!.English, StringComparison.Ordinal);

        Collector.Instead = _ => null;
        await terminal.AdvanceAsync(TimeSpan.FromHours(1), TimeSpan.FromMinutes(10));
        Assert.Equal(0UL, Now.Unsent);
    }

    [Fact]
    public async Task Retry_After_is_obeyed_though_the_terminals_clock_is_wrong()
    {
        terminal.Time.SetUtcNow(new(2031, 1, 1, 0, 0, 0, TimeSpan.Zero));
        Collector.Instead = _ =>
        {
            var answer = FakeCollector.Answer(HttpStatusCode.TooManyRequests);
            answer.Headers.Date = new(2026, 11, 29, 8, 0, 0, TimeSpan.Zero);
            answer.Headers.RetryAfter = new RetryConditionHeaderValue(new DateTimeOffset(2026, 11, 29, 11, 0, 0, TimeSpan.Zero));
            return answer;
        };
        await terminal.StartAsync();

        await terminal.AdvanceAsync(TimeSpan.FromHours(3) - TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
        Assert.Single(Collector.Batches);
        await terminal.AdvanceAsync(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
        Assert.Equal(2, Collector.Batches.Count);
    }

    [Fact]
    public async Task A_clock_set_back_by_years_holds_nothing_up()
    {
        await terminal.StartAsync();
        terminal.Time.SetUtcNow(new(1999, 1, 1, 0, 0, 0, TimeSpan.Zero));
        terminal.Append(3);
        await terminal.UntilAsync(() => Collector.Contiguous == 3);

        Assert.Equal(0UL, Now.Unsent);
    }

    [Fact]
    public async Task A_meeting_in_progress_goes_before_history()
    {
        Collector.Instead = _ => FakeCollector.Answer(HttpStatusCode.ServiceUnavailable);
        terminal.Append(2_000);
        await terminal.StartAsync();
        terminal.Append(5, JournalMode.Meeting);
        Collector.Instead = _ => null;
        await terminal.AdvanceAsync(TimeSpan.FromSeconds(20));

        var sent = Collector.Batches.Where(batch => batch.Frames.Count > 0).Select(batch => batch.FirstSequence);
        Assert.Equal([2_001UL, 1UL, 501UL, 1_001UL, 1_501UL], sent.Distinct());
        Assert.Equal((2_005UL, 0UL), (Collector.Contiguous, Now.Unsent));
    }

    [Fact]
    public async Task Records_of_a_meeting_begun_before_a_restart_go_first_too()
    {
        Collector.Instead = _ => FakeCollector.Answer(HttpStatusCode.ServiceUnavailable);
        terminal.Append(2_000);
        terminal.Append(5, JournalMode.Meeting);
        await terminal.StartAsync();
        Collector.Batches.Clear();
        Collector.Instead = _ => null;
        await terminal.RestartAsync();

        Assert.Equal(2_001UL, Collector.Batches.First(batch => batch.Frames.Count > 0).FirstSequence);
        Assert.Equal(2_005UL, Collector.Contiguous);
    }

    [Fact]
    public async Task A_collector_put_back_to_a_backup_is_sent_again_what_it_lost()
    {
        terminal.Append(1_300);
        await terminal.StartAsync();
        Collector.Forget(after: 700);
        terminal.Append(1);
        await terminal.UntilAsync(() => Collector.Contiguous == 1_301);

        Assert.Equal(0UL, Now.Unsent);
    }

    [Fact]
    public async Task A_terminal_put_back_to_an_old_disk_says_so_and_counts_nothing_as_sent()
    {
        Collector.Instead = _ => FakeCollector.Answer(HttpStatusCode.OK, new UploadAnswer(500).Encode());
        terminal.Append(30);
        await terminal.StartAsync();

        Assert.Contains("500 records of this terminal, and the journal here only 30", Now.Problem!.English, StringComparison.Ordinal);
        Assert.Equal(30UL, Now.Unsent);
    }

    [Fact]
    public async Task A_receipt_that_is_not_the_collectors_is_not_kept()
    {
        var another = TestCollectorKey.Of("another");
        terminal.Append(64);
        var forged = CosignerKey.Cosign(terminal.Journal.SignCheckpoint()!.Note, another, terminal.Time.GetUtcNow());
        Collector.Way = _ => FakeCollector.Answer(HttpStatusCode.OK, new UploadAnswer(64, forged.ToString()).Encode());
        await terminal.StartAsync();

        Assert.Null(terminal.Folder.ReadReceipt());
        Assert.Equal(OutboxPhrases.FalseReceipt, Now.Problem);
    }

    [Fact]
    public async Task A_collector_that_cosigns_nothing_is_not_asked_again_and_again()
    {
        Collector.IsWithoutReceipts = true;
        terminal.Append(64);
        await terminal.StartAsync();
        var asked = Collector.Batches.Count;
        await terminal.AdvanceAsync(TimeSpan.FromMinutes(10));

        Assert.InRange(Collector.Batches.Count - asked, 0, 1);
    }

    [Fact]
    public async Task A_restart_goes_on_where_it_was()
    {
        terminal.Append(600);
        await terminal.StartAsync();
        await terminal.StopAsync();
        terminal.Append(3);
        Collector.Batches.Clear();
        await terminal.RestartAsync();

        Assert.Equal([(601UL, 0), (601UL, 3)], Collector.Batches.Select(batch => (batch.FirstSequence, batch.Frames.Count)));
    }
}
