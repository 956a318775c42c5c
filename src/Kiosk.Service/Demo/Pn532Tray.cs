using Kiosk.Hardware.Readers.Virtual;

namespace Kiosk.Service.Demo;

/// <summary>The tray for an emulated PN532, at a serial port's speed.</summary>
internal sealed class Pn532Tray(Pn532Emulator emulator, TimeProvider time) : IDemoTray
{
    // A new tap needs an absence of 300 ms, detected by polling every 100 ms.
    private static readonly TimeSpan RemovalNoticed = TimeSpan.FromMilliseconds(700);

    public ValueTask PresentAsync(IVirtualCard card, CancellationToken cancellationToken)
    {
        emulator.Present(card);
        return ValueTask.CompletedTask;
    }

    public async ValueTask RemoveAsync(CancellationToken cancellationToken)
    {
        emulator.Remove();
        await Task.Delay(RemovalNoticed, time, cancellationToken);
    }

    public ValueTask DisposeAsync() => emulator.DisposeAsync();
}
