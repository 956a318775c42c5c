using Kiosk.Hardware.Readers.Virtual;

namespace Kiosk.Service.Demo;

/// <summary>The tray over an emulated PN532: the card goes through a serial port, at its pace.</summary>
internal sealed class Pn532Tray(Pn532Emulator emulator, TimeProvider time) : IDemoTray
{
    // A new tap needs 300 ms of absence, seen by looks a tenth of a second apart.
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
