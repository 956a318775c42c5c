using System.Diagnostics.CodeAnalysis;
using Kiosk.Cards;

namespace Kiosk.Hardware.Readers.Virtual;

/// <summary>One card's uninterrupted stay in the field.</summary>
/// <param name="card">The card in the field.</param>
/// <param name="arrival">Its arrival.</param>
/// <param name="counts">Whether it is announced as an arrival.</param>
internal sealed class VirtualPresence(IVirtualCard card, CardArrival arrival, bool counts)
{
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IVirtualCard Card => card;

    public CardArrival Arrival => arrival;

    public bool Counts => counts;

    /// <summary>Completes when the card leaves.</summary>
    [SuppressMessage("Usage", "VSTHRD003:Avoid awaiting foreign Tasks", Justification = "Completed asynchronously by this type's own source.")]
    public Task Ended => ended.Task;

    public bool HasEnded => ended.Task.IsCompleted;

    public void End() => ended.TrySetResult();
}
