using Kiosk.Cards;
using Kiosk.Hardware.Readers.Virtual;

namespace Kiosk.Service.SelfTest;

/// <summary>The virtual reader on the trial's clock.</summary>
internal sealed class VirtualTrialReader(ManualTimeProvider time) : ITrialReader
{
    private static readonly TimeSpan Absence = TimeSpan.FromMilliseconds(50);

    private readonly VirtualReader reader = new(time, Absence);

    public ICardReader Reader => reader;

    public TimeSpan WireTime => TimeSpan.Zero;

    public TimeSpan Pace => TimeSpan.FromMilliseconds(1);

    public void Present(IVirtualCard card) => reader.Present(card);

    public Task RemoveAsync(CancellationToken cancellationToken)
    {
        reader.Remove();
        time.Advance(Absence);
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => reader.DisposeAsync();
}
