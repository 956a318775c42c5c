using System.Threading.Channels;
using Kiosk.Ui.Screens;
using Microsoft.AspNetCore.Http;

namespace Kiosk.Service.Page;

/// <summary>Each screen as it is shown, each record as it is written, and the state whenever it changes.</summary>
internal sealed class PageStream(PageStage stage, PageState state, PagePictures pictures, ScreenPresenter presenter)
{
    /// <summary>Maximum number of open streams.</summary>
    private const int MaxCount = 8;

    /// <summary>Maximum number of queued events. A browser that falls behind misses screens in between, never the last one.</summary>
    private const int MaxBacklog = 32;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    // The machine's clock, since the terminal's own may be simulated.
    private static readonly TimeProvider Clock = TimeProvider.System;

    private readonly EventSeats seats = new(MaxCount);

    public Task AnswerAsync(HttpContext context, CancellationToken cancellationToken) => seats.AnswerAsync(context, () => RunAsync(context, cancellationToken));

    private async Task RunAsync(HttpContext context, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var events = Channel.CreateBounded<PageEvent>(new BoundedChannelOptions(MaxBacklog) { FullMode = BoundedChannelFullMode.DropOldest });
        void Record() => events.Writer.TryWrite(new PageEvent.Recorded());
        // Send existing records first.
        Record();
        stage.Recorded += Record;
        var watching = Task.WhenAll(
            presenter.RunAsync(screen => events.Writer.TryWrite(new PageEvent.Shown(screen, Clock.GetUtcNow())), over.Token),
            TickAsync(events.Writer, over.Token));
        try
        {
            await WriteAsync(context, events.Reader, over.Token);
        }
        finally
        {
            stage.Recorded -= Record;
            await over.CancelAsync();
            await watching.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private static async Task TickAsync(ChannelWriter<PageEvent> events, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval, Clock);
        do
        {
            events.TryWrite(new PageEvent.Tick());
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    private async Task WriteAsync(HttpContext context, ChannelReader<PageEvent> events, CancellationToken cancellationToken)
    {
        var view = PageView.Of(context.Request.Query);
        byte[] sent = [];
        var position = 0L;
        await foreach (var next in events.ReadAllAsync(cancellationToken))
        {
            switch (next)
            {
                case PageEvent.Shown shown:
                    await EventAnswer.SendAsync(context, "screen", PageMessages.OfScreen(shown, view, pictures.Find(view, shown.Screen)), cancellationToken);
                    break;
                case PageEvent.Recorded:
                    await SendAsync(context, stage.RecordsAfter(ref position), cancellationToken);
                    break;
                default:
                    // A browser that fell behind may have missed the event; it must still get the records.
                    await SendAsync(context, stage.RecordsAfter(ref position), cancellationToken);
                    var now = PageMessages.OfState(state);
                    if (!now.AsSpan().SequenceEqual(sent))
                    {
                        sent = now;
                        await EventAnswer.SendAsync(context, "state", sent, cancellationToken);
                    }

                    break;
            }
        }
    }

    private static async Task SendAsync(HttpContext context, IReadOnlyList<PageRecord> records, CancellationToken cancellationToken)
    {
        foreach (var record in records)
        {
            await EventAnswer.SendAsync(context, "record", PageMessages.OfRecord(record), cancellationToken);
        }
    }
}
