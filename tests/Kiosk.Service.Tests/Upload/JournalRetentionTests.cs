using Kiosk.Journal;
using Kiosk.Journal.Checkpoints;
using Kiosk.Journal.Upload;
using Kiosk.Testing.Durability;

namespace Kiosk.Service.Tests.Upload;

/// <summary>Segments go once the collector has confirmed them and the configured days are over; nothing that reads the journal stumbles over it.</summary>
public sealed class JournalRetentionTests : IAsyncDisposable
{
    private const int Days = 30;

    private readonly UploadingTerminal terminal = new(keepDays: Days, segmentLength: 20_000);

    private FakeCollector Collector => terminal.Collector;

    private int Segments => JournalFolder.Segments(terminal.Journal.Folder).Count;

    public async ValueTask DisposeAsync() => await terminal.DisposeAsync();

    [Fact]
    public async Task What_is_confirmed_and_old_goes_and_the_journal_stays_whole_and_goes_on()
    {
        await CollectAsync(640);
        var before = Segments;

        await LaterAsync();

        Assert.InRange(Segments, 1, before - 2);
        var found = JournalVerifier.Verify(terminal.Journal.Folder, _ => TestJournalKeys.Of(UploadingTerminal.Id).Signer.Key);
        Assert.Equal((true, true), (found.IsWhole, found.FirstSequence.Value > 1));
        terminal.Append(640);
        await terminal.UntilAsync(() => Collector.Contiguous == 1_280);
        await terminal.RestartAsync();
        terminal.Append(64);
        await terminal.UntilAsync(() => Collector.Contiguous == 1_344);
        Assert.Null(terminal.State.Now.Problem);
    }

    [Fact]
    public async Task Before_its_time_nothing_goes()
    {
        await CollectAsync(640);
        var before = Segments;

        await LaterAsync(Days - 1);

        Assert.Equal(before, Segments);
    }

    [Fact]
    public async Task Without_a_receipt_nothing_goes()
    {
        Collector.IsWithoutReceipts = true;
        await CollectAsync(640);
        var before = Segments;

        await LaterAsync();

        Assert.Equal(before, Segments);
    }

    [Fact]
    public async Task A_receipt_for_another_branch_of_this_journal_as_of_an_old_disk_put_back_removes_nothing()
    {
        Collector.IsWithoutReceipts = true;
        await CollectAsync(640);
        var before = Segments;
        var other = terminal.Journal.SignCheckpoint()!.Content with { Root = new byte[32] };
        var signed = SignedNote.Sign(other.ToText(), TestJournalKeys.Of(UploadingTerminal.Id).Signer);
        Assert.True(terminal.Folder.Keep(new(other, CosignerKey.Cosign(signed, FakeCollector.Signer, terminal.Time.GetUtcNow())), key: null));

        await LaterAsync();

        Assert.Equal(before, Segments);
    }

    [Fact]
    public async Task A_collector_that_lost_what_was_removed_is_told_of_in_words_and_gets_all_the_rest()
    {
        await CollectAsync(640);
        await LaterAsync();
        var first = JournalVerifier.Verify(terminal.Journal.Folder).FirstSequence.Value;
        Collector.Forget(after: 10);

        await terminal.RestartAsync();
        terminal.Append(1);
        await terminal.UntilAsync(() => Collector.Frames.ContainsKey(641));

        Assert.Equal([.. Enumerable.Range((int)first, 642 - (int)first)], Collector.Frames.Keys.Where(sequence => sequence > 10).Select(sequence => (int)sequence));
        Assert.StartsWith($"The collector no longer holds records 11 to {first - 1}", terminal.State.Now.Problem!.English, StringComparison.Ordinal);
    }

    private async Task CollectAsync(int records)
    {
        terminal.Append(records);
        await terminal.StartAsync();
        await terminal.UntilAsync(() => Collector.Contiguous == (ulong)records);
    }

    private Task LaterAsync(int days = Days + 1) => terminal.AdvanceAsync(TimeSpan.FromDays(days), step: TimeSpan.FromHours(12));
}
