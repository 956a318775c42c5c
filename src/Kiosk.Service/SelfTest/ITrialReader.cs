using Kiosk.Cards;
using Kiosk.Hardware.Readers.Virtual;

namespace Kiosk.Service.SelfTest;

/// <summary>The reader of a trial, with a hand that lays cards on it.</summary>
internal interface ITrialReader : IAsyncDisposable
{
    ICardReader Reader { get; }

    /// <summary>What a tap takes on the way to the card and is none of the terminal's own time.</summary>
    TimeSpan WireTime { get; }

    /// <summary>In which the machine's clock goes on while the trial's goes on by a tenth of a second.</summary>
    TimeSpan Pace { get; }

    void Present(IVirtualCard card);

    /// <summary>Takes the card away, long enough for the next one to count.</summary>
    Task RemoveAsync(CancellationToken cancellationToken);
}

/// <param name="time">The trial's clock, which stands still unless the case moves it.</param>
internal delegate ITrialReader MakeTrialReader(ManualTimeProvider time);
