using Kiosk.Service.Desks;
using Microsoft.AspNetCore.Http;

namespace Kiosk.Service.Page;

/// <summary>The clerk's view whenever it changes.</summary>
internal sealed class ClerkStream(ClerkView view)
{
    /// <summary>Maximum number of open streams.</summary>
    private const int MaxCount = 4;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    // The machine's clock, since the terminal's own may be simulated.
    private static readonly TimeProvider Clock = TimeProvider.System;

    private readonly EventSeats seats = new(MaxCount);

    public Task AnswerAsync(HttpContext context, CancellationToken cancellationToken) => seats.AnswerAsync(context, () => RunAsync(context, cancellationToken));

    private async Task RunAsync(HttpContext context, CancellationToken cancellationToken)
    {
        byte[] sent = [];
        using var timer = new PeriodicTimer(Interval, Clock);
        do
        {
            var now = ClerkMessages.Of(view.Now());
            if (!now.AsSpan().SequenceEqual(sent))
            {
                sent = now;
                await EventAnswer.SendAsync(context, "desk", sent, cancellationToken);
            }
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }
}
