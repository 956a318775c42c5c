using System.Net;
using Kiosk.Journal;
using Kiosk.Journal.Upload;

namespace Kiosk.Service.Tests.Upload;

/// <summary>The journal of a terminal without a TPM is put back to an older state: what the collector answers tells the terminal so, and it says it.</summary>
public sealed class PutBackJournalTests : IAsyncDisposable
{
    private readonly UploadingTerminal terminal = new();

    public async ValueTask DisposeAsync() => await terminal.DisposeAsync();

    [Fact]
    public async Task A_collector_that_holds_more_records_than_the_journal_shows_it()
    {
        var old = await CollectTwiceAsync();

        await terminal.RestartAsync(() => Restore(old));

        Assert.StartsWith("The collector holds 128 records of this terminal, and the journal here only 64", PutBack(), StringComparison.Ordinal);
    }

    /// <summary>The terminal went on without a network until it had more records than the collector.</summary>
    [Fact]
    public async Task A_receipt_for_a_checkpoint_that_the_journal_does_not_have_shows_it()
    {
        var old = await CollectTwiceAsync();
        terminal.Collector.Instead = _ => FakeCollector.Answer(HttpStatusCode.ServiceUnavailable);
        await terminal.RestartAsync(() => Restore(old));
        terminal.Append(192);

        terminal.Collector.Instead = batch => batch.Frames.Count == 0 ? null : FakeCollector.Refuse(HttpStatusCode.Conflict, UploadRefusal.Fork);
        await terminal.AdvanceAsync(TimeSpan.FromMinutes(5));

        Assert.StartsWith("The collector holds checkpoint 2, signed by this terminal's own key, which the journal here does not have", PutBack(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(UploadRefusal.Fork)]
    [InlineData(UploadRefusal.BrokenChain)]
    public async Task A_batch_refused_because_other_records_have_its_numbers_shows_it(string code)
    {
        terminal.Collector.Instead = batch => batch.Frames.Count == 0 ? null : FakeCollector.Refuse(HttpStatusCode.Conflict, code);
        terminal.Append(64);

        await terminal.StartAsync();
        await terminal.UntilAsync(() => terminal.State.Now.PutBack is not null);

        Assert.StartsWith("The collector holds other records under the numbers 1 to 64", PutBack(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_batch_refused_for_another_reason_does_not()
    {
        terminal.Collector.Instead = batch => batch.Frames.Count == 0 ? null : FakeCollector.Refuse(HttpStatusCode.BadRequest, UploadRefusal.Malformed);
        terminal.Append(64);

        await terminal.StartAsync();
        await terminal.UntilAsync(() => terminal.State.Now.Parked == 64);

        Assert.Null(terminal.State.Now.PutBack);
    }

    [Fact]
    public async Task A_terminal_that_goes_on_with_its_own_journal_says_nothing()
    {
        await CollectTwiceAsync();

        await terminal.RestartAsync();
        terminal.Append(64);
        await terminal.UntilAsync(() => terminal.Collector.Contiguous == 192);

        Assert.Null(terminal.State.Now.PutBack);
    }

    private string PutBack() => terminal.State.Now.PutBack!.English;

    /// <returns>The disk as it was before the second half was recorded.</returns>
    private async Task<Dictionary<string, byte[]>> CollectTwiceAsync()
    {
        terminal.Append(64);
        var old = Directory.GetFiles(terminal.Journal.Folder).Where(path => path != JournalFolder.LockPath(terminal.Journal.Folder)).ToDictionary(path => path, File.ReadAllBytes, StringComparer.Ordinal);
        terminal.Append(64);
        await terminal.StartAsync();
        await terminal.UntilAsync(() => terminal.State.Now.Receipted == 128);
        return old;
    }

    private void Restore(Dictionary<string, byte[]> old)
    {
        Directory.Delete(Path.GetDirectoryName(terminal.Folder.ReceiptFile)!, recursive: true);
        foreach (var (path, content) in old)
        {
            File.WriteAllBytes(path, content);
        }
    }
}
