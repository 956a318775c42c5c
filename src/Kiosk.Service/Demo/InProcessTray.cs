using Kiosk.Hardware.Readers.Virtual;

namespace Kiosk.Service.Demo;

/// <summary>The tray for the virtual reader.</summary>
internal sealed class InProcessTray(VirtualReader reader, TimeProvider time) : IDemoTray
{
    public ValueTask PresentAsync(IVirtualCard card, CancellationToken cancellationToken)
    {
        reader.Present(card);
        return ValueTask.CompletedTask;
    }

    public async ValueTask RemoveAsync(CancellationToken cancellationToken)
    {
        reader.Remove();
        await Task.Delay(VirtualReader.DefaultAbsence + TimeSpan.FromMilliseconds(20), time, cancellationToken);
    }

    // The host owns the reader.
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
