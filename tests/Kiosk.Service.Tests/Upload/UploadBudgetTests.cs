using Kiosk.Journal;

namespace Kiosk.Service.Tests.Upload;

/// <summary>The byte budget holds back history, and never a meeting in progress.</summary>
public sealed class UploadBudgetTests : IAsyncDisposable
{
    private const int BytesPerHour = 60_000;

    private readonly UploadingTerminal terminal = new(maxBytesPerHour: BytesPerHour);

    public async ValueTask DisposeAsync() => await terminal.DisposeAsync();

    [Fact]
    public async Task History_waits_for_the_next_hour_once_its_bytes_are_spent()
    {
        terminal.Append(2_000);
        await terminal.StartAsync();
        Assert.Equal(500UL, terminal.Collector.Contiguous);

        await terminal.AdvanceAsync(TimeSpan.FromMinutes(58), TimeSpan.FromMinutes(1));
        Assert.Equal(500UL, terminal.Collector.Contiguous);

        await terminal.AdvanceAsync(TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(1));
        Assert.Equal(1_000UL, terminal.Collector.Contiguous);
    }

    [Fact]
    public async Task A_meeting_in_progress_is_sent_with_its_bytes_spent()
    {
        terminal.Append(2_000);
        await terminal.StartAsync();

        terminal.Append(5, JournalMode.Meeting);
        await terminal.UntilAsync(() => terminal.Collector.Frames.ContainsKey(2_005));

        Assert.Equal((500UL, 505), (terminal.Collector.Contiguous, terminal.Collector.Frames.Count));
    }
}
