using Kiosk.Hardware.Readers.Virtual;

namespace Kiosk.Service.Demo;

/// <summary>Presents the demo's cards to a reader: the virtual one, an emulated PN532, or a vpcd slot behind the real pcscd.</summary>
internal interface IDemoTray : IAsyncDisposable
{
    /// <summary>Presents the card.</summary>
    ValueTask PresentAsync(IVirtualCard card, CancellationToken cancellationToken);

    /// <summary>Removes the card and waits long enough for the reader to notice.</summary>
    ValueTask RemoveAsync(CancellationToken cancellationToken);
}
