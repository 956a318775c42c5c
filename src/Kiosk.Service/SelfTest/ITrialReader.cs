using Kiosk.Cards;
using Kiosk.Hardware.Readers.Virtual;

namespace Kiosk.Service.SelfTest;

/// <summary>A trial's reader, to which cards can be presented.</summary>
internal interface ITrialReader : IAsyncDisposable
{
    ICardReader Reader { get; }

    /// <summary>Transmission time of a tap, excluded from the terminal's own time.</summary>
    TimeSpan WireTime { get; }

    /// <summary>Real time that passes for each 100 ms on the trial's clock.</summary>
    TimeSpan Pace { get; }

    void Present(IVirtualCard card);

    /// <summary>Removes the card, long enough for the next one to count.</summary>
    Task RemoveAsync(CancellationToken cancellationToken);
}

/// <param name="time">The trial's clock, which stands still unless the case advances it.</param>
internal delegate ITrialReader MakeTrialReader(ManualTimeProvider time);
