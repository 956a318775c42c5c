using Kiosk.Hardware.Readers.Virtual;

namespace Kiosk.Service.Demo;

/// <summary>Where the demo's cards are laid down: the reader in this process, or a slot of vpcd behind the real pcscd.</summary>
internal interface IDemoTray : IAsyncDisposable
{
    /// <summary>Lays the card on the reader.</summary>
    ValueTask PresentAsync(IVirtualCard card, CancellationToken cancellationToken);

    /// <summary>Takes it away; done when the reader can have noticed.</summary>
    ValueTask RemoveAsync(CancellationToken cancellationToken);
}
