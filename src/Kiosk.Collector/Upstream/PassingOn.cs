using Microsoft.Extensions.Logging;

namespace Kiosk.Collector.Upstream;

/// <summary>Passes on upstream, and hears of other halls from there, until it is disposed of.</summary>
internal sealed class PassingOn : IAsyncDisposable
{
    private readonly UpstreamSetup setup;
    private readonly UpstreamLoop loop;
    private readonly ToldBook book;
    private readonly UpstreamDoors doors;

    private PassingOn(UpstreamSetup setup, ILogger logger)
    {
        (this.setup, loop, book) = (setup, new(setup, logger), new(setup.Told, setup.Time, logger));
        doors = new(setup, book, logger);
    }

    /// <param name="setup">Its client is disposed of with this.</param>
    public static async Task<PassingOn> StartAsync(UpstreamSetup setup, ILogger logger, CancellationToken cancellationToken)
    {
        var passing = new PassingOn(setup, logger);
        await passing.loop.StartAsync(cancellationToken);
        await passing.book.StartAsync(cancellationToken);
        await passing.doors.StartAsync(cancellationToken);
        return passing;
    }

    public async ValueTask DisposeAsync()
    {
        await doors.StopAsync(CancellationToken.None);
        await book.StopAsync(CancellationToken.None);
        await loop.StopAsync(CancellationToken.None);
        doors.Dispose();
        book.Dispose();
        loop.Dispose();
        setup.Client.Dispose();
    }
}
